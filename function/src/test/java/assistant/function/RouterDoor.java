package assistant.function;

import assistant.function.base.Deadline;
import assistant.function.http.Handler;
import assistant.function.http.Request;
import assistant.function.lambda.BufferedExchange;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The router, called as both ways in call it; what it logs is thrown away unless a test wants it.
public record RouterDoor(Handler handler) implements Door {
  public static RouterDoor open(Map<String, String> settings) {
    return open(settings, OutputStream.nullOutputStream());
  }

  /// `log` takes what is logged.
  public static RouterDoor open(Map<String, String> settings, OutputStream log) {
    return new RouterDoor(Assistant.of(settings, log));
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
