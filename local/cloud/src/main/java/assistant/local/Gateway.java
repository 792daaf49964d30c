package assistant.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// API Gateway's REST API with a streaming proxy integration: what it lets in, what it passes on,
/// and how it fails.
final class Gateway implements HttpHandler {
  private static final int MOST_BYTES = 10 << 20;
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private final Invoker function;

  Gateway(Invoker function) {
    this.function = function;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MOST_BYTES + 1);
    }
    if (body.length > MOST_BYTES) {
      message(exchange, 413, "Request Entity Too Large");
      exchange.close();
      return;
    }
    try {
      function.invoke(ProxyEvent.of(exchange, body), response -> pass(response, exchange));
    } catch (FunctionFailed e) {
      message(exchange, 502, "Internal server error");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      message(exchange, 500, "Internal server error");
    }
    exchange.close();
  }

  /// Passes the body on as it comes; its end is sent by closing the exchange, once the process is
  /// free again. One that breaks off ends the connection without the last chunk, by the exception.
  private static void pass(FunctionResponse response, HttpExchange exchange) throws IOException {
    response
        .headers()
        .forEach((name, value) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().set(name, value);
          }
        });
    if (response.status() == 204 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), 0);
    OutputStream out = exchange.getResponseBody();
    byte[] piece = new byte[16 << 10];
    for (int read = response.body().read(piece); read >= 0; read = response.body().read(piece)) {
      out.write(piece, 0, read);
      out.flush();
    }
    if (response.brokenOff()) {
      throw new IOException("The function broke its answer off.");
    }
  }

  private static void message(HttpExchange exchange, int status, String message)
      throws IOException {
    byte[] body = ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
