package assistant.function;

import assistant.function.base.Deadline;
import assistant.function.http.Handler;
import assistant.function.http.Request;
import assistant.function.lambda.BufferedExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The router, called as both ways in call it; what it logs is thrown away.
public record RouterDoor(Handler handler) implements Door {
  static RouterDoor open(Map<String, String> settings) {
    return new RouterDoor(Assistant.of(settings, java.io.OutputStream.nullOutputStream()));
  }

  @Override
  public Heard call(Call call) throws Exception {
    Request request =
        new Request(
            "request-1", call.method(), call.path(), call.headers(), call.body(), "192.0.2.1");
    BufferedExchange exchange = new BufferedExchange();
    handler.handle(request, exchange, Deadline.in(Duration.ofSeconds(60)));
    return new Heard(
        exchange.status(),
        exchange.headers(),
        new String(exchange.body(), StandardCharsets.UTF_8),
        false);
  }
}
