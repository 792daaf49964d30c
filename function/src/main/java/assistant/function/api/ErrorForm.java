package assistant.function.api;

import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Problem;
import java.io.IOException;

/// How an API tells that a request was refused, before anything else was sent.
public interface ErrorForm {
  /// Where to ask instead, for who asked at a path of its API that nothing answers.
  String instead(String path);

  void send(Problem problem, Request request, Exchange exchange) throws IOException;
}
