package assistant.function.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import assistant.function.base.Deadline;
import assistant.function.http.Request;
import assistant.function.lambda.BufferedExchange;
import assistant.function.telemetry.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "/api/ask, /api/ask, true",
    "/api/ask, /api/ask/, false",
    "/api/ask, /api/asks, false",
    "/api/answers/{id}, /api/answers/" + ID + ", true",
    "/api/answers/{id}, /api/answers/" + ID + "0, false",
    "/api/answers/{id}, /api/answers/0123456789ABCDEF0123456789ABCDEF, false",
    "/api/answers/{id}, /api/answers/{id}, false",
    "/api/answers/{id}, /api/answer/" + ID + "0, false",
    "/api/answers/{id}, /, false",
  })
  void pathIsTheRoutesOrEndsInAnAnswersId(String route, String path, boolean matches) {
    assertEquals(matches, new Route("GET", route, null).matches(path));
  }

  @Test
  void methodsOfOnePathAreToldTogether() throws IOException {
    Route.Action ok =
        (request, exchange, deadline, line) -> exchange.send(204, Map.of(), bytes(""));
    Router router =
        new Router(
            new Log(OutputStream.nullOutputStream(), "m", false, new AtomicBoolean()),
            List.of(new Route("GET", "/api/keys", ok), new Route("POST", "/api/keys", ok)));
    assertEquals(204, answered(router, "POST", "/api/keys").status());
    assertEquals("GET, HEAD, POST", answered(router, "PUT", "/api/keys").headers().get("allow"));
    assertEquals(404, answered(router, "GET", "/api/key").status());
  }

  @Test
  void faultIsToldWithoutItsText() throws IOException {
    Route.Action broken =
        (request, exchange, deadline, line) -> {
          throw new IllegalStateException("secret text");
        };
    Router router =
        new Router(
            new Log(OutputStream.nullOutputStream(), "m", false, new AtomicBoolean()),
            List.of(new Route("GET", "/", broken)));
    BufferedExchange answered = answered(router, "GET", "/");
    assertEquals(500, answered.status());
    assertEquals(-1, new String(answered.body(), StandardCharsets.UTF_8).indexOf("secret"));
  }

  @Test
  void whatCannotBeDeliveredIsPassedOn() {
    Route.Action gone =
        (request, exchange, deadline, line) -> {
          throw new IOException("gone");
        };
    Router router =
        new Router(
            new Log(OutputStream.nullOutputStream(), "m", false, new AtomicBoolean()),
            List.of(new Route("GET", "/", gone)));
    assertThrows(IOException.class, () -> answered(router, "GET", "/"));
  }

  private static BufferedExchange answered(Router router, String method, String path)
      throws IOException {
    BufferedExchange exchange = new BufferedExchange();
    router.handle(
        new Request("r", method, path, Map.of(), bytes(""), "192.0.2.1"),
        exchange,
        Deadline.in(Duration.ofSeconds(1)));
    return exchange;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
