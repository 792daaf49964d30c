package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.List;

/// What answers one method of one path. A path may end in `{id}`, which stands for an answer's id.
public record Route(String method, String path, Action action) {
  private static final String ID = "{id}";

  /// What a route does. It says how it ended in the request's log line; what it throws becomes a
  /// problem.
  public interface Action {
    void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
        throws IOException, InterruptedException;
  }

  /// As the log names it: `DELETE /api/answers/{id}`.
  String name() {
    return method + " " + path;
  }

  /// What can be read is answered to HEAD, too.
  List<String> methods() {
    return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
  }

  boolean takes(String method) {
    return methods().contains(method);
  }

  boolean matches(String path) {
    if (!this.path.endsWith(ID)) {
      return this.path.equals(path);
    }
    int folder = this.path.length() - ID.length();
    return path.regionMatches(0, this.path, 0, folder) && AnswerId.is(path.substring(folder));
  }
}
