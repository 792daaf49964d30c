package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.io.InputStream;

/// `GET /api/openapi.json`: the whole API, described for programs (OpenAPI 3.1).
public record OpenApi() implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream("/assistant/openapi.json")) {
      line.outcome("ok", 200);
      exchange.send(200, MediaType.JSON.headers(), in.readAllBytes());
    }
  }
}
