package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.Map;

/// Stops an answer wherever it streams; whether there is such an answer is not told.
public record Stop(StopFlags flags) implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    flags.set(AnswerId.in(request.path()));
    line.outcome("ok", 204);
    exchange.send(204, Map.of("cache-control", "no-store"), new byte[0]);
  }
}
