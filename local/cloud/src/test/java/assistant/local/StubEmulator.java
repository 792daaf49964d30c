package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// AWS's Runtime Interface Emulator as it behaves around real function processes: a stream comes
/// whole, behind its prelude and without its trailers; an error comes with status 200, and so does
/// an answer over 6 MB; one event at a time is answered.
final class StubEmulator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 6_291_556;

  private final Lambda lambda;
  private final HttpServer server;
  private final AtomicBoolean busy = new AtomicBoolean();

  StubEmulator(Lambda lambda) throws IOException {
    this.lambda = lambda;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/2015-03-31/functions/function/invocations", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] event = exchange.getRequestBody().readAllBytes();
      if (!busy.compareAndSet(false, true)) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      byte[] answer = answer(event);
      busy.set(false);
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] answer(byte[] event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      lambda.invoke(event, response -> write(response, answer));
    } catch (FunctionFailed e) {
      return error("Runtime.ExitError", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    }
    return answer.size() > MOST_BYTES
        ? error("Function.ResponseSizeTooLarge", "Response payload size exceeded")
        : answer.toByteArray();
  }

  private static void write(FunctionResponse response, ByteArrayOutputStream out)
      throws IOException {
    ObjectNode json = JSON.createObjectNode().put("statusCode", response.status());
    response.headers().forEach(json.putObject("headers")::put);
    byte[] body = response.body().readAllBytes();
    if (response.body() instanceof ByteArrayInputStream) {
      out.write(JSON.writeValueAsBytes(json.put("body", new String(body, StandardCharsets.UTF_8))));
    } else {
      out.write(JSON.writeValueAsBytes(json));
      out.write(new byte[8]);
      out.write(body);
    }
  }

  private static byte[] error(String type, String message) throws IOException {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode().put("errorType", type).put("errorMessage", message));
  }
}
