package assistant.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.RouterDoor;
import assistant.function.base.Deadline;
import assistant.function.http.Handler;
import assistant.function.http.MediaType;
import assistant.stubs.StubModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The bytes that Lambda's Runtime API is sent, to the letter.
class RuntimeLoopTest {
  private static final String HEAD =
      """
      POST /2018-06-01/runtime/invocation/invocation-1/response HTTP/1.1
      Host: 127.0.0.1:PORT
      Lambda-Runtime-Function-Response-Mode: streaming
      Content-Type: application/vnd.awslambda.http-integration-response
      Transfer-Encoding: chunked
      Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body
      Connection: close

      """;

  @Test
  void streamedAnswerIsPreludeThenChunksThenEnd() throws Exception {
    assertEquals(
        HEAD + chunk(prelude(200, "text/plain; charset=utf-8")) + chunk("é🙂.") + "0\n\n",
        posted("stub: text=é🙂.", "POST"));
  }

  @Test
  void answerThatBreaksOffHasTrailers() throws Exception {
    String posted = posted("stub: tokens=5 cut=1", "POST");
    assertEquals(
        HEAD
            + chunk(prelude(200, "text/plain; charset=utf-8"))
            + chunk("token0 ")
            + "0\nLambda-Runtime-Function-Error-Type: Function.model_failed\n"
            + "Lambda-Runtime-Function-Error-Body: "
            + java.util.Base64.getEncoder()
                .encodeToString(
                    "{\"errorType\":\"model_failed\",\"errorMessage\":\"The model's provider failed to answer. Ask again in a moment.\"}"
                        .getBytes(StandardCharsets.UTF_8))
            + "\n\n",
        posted);
  }

  @Test
  void emptyAnswerIsSentWithABody() throws Exception {
    String json =
        "{\"statusCode\":204,\"headers\":{\"cache-control\":\"no-store\"},\"cookies\":[]}"
            + "\0".repeat(8);
    assertEquals(HEAD + chunk(json) + chunk("\n") + "0\n\n", posted("", "DELETE"));
  }

  /// What one invocation posts, with LF for CRLF and the port left out.
  private static String posted(String question, String method) throws Exception {
    try (StubModel stub = StubModel.start();
        ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> posted = CompletableFuture.supplyAsync(() -> receive(api));
      Handler handler = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString())).handler();
      RuntimeAddress address = RuntimeAddress.of("127.0.0.1:" + api.getLocalPort());
      new RuntimeLoop(null, address, handler, false).one(invocation(question, method));
      return posted.get().replace("\r\n", "\n").replace(":" + api.getLocalPort(), ":PORT");
    }
  }

  private static Invocation invocation(String question, String method) {
    String path =
        method.equals("DELETE") ? "/api/answers/0123456789abcdef0123456789abcdef" : "/api/ask";
    String event =
        "{\"httpMethod\":\"%s\",\"path\":\"%s\",\"body\":\"%s\",\"stageVariables\":{\"responseTransferMode\":\"STREAM\"}}"
            .formatted(method, path, question);
    return new Invocation(
        "invocation-1",
        event.getBytes(StandardCharsets.UTF_8),
        Deadline.in(Duration.ofSeconds(20)),
        "Root=1-2-3");
  }

  private static String receive(ServerSocket api) {
    try (Socket socket = api.accept()) {
      StringBuilder received = new StringBuilder();
      byte[] bytes = new byte[4096];
      while (!received.toString().matches("(?s).*\r\n0\r\n(.+\r\n)*\r\n")) {
        int read = socket.getInputStream().read(bytes);
        if (read < 0) {
          return received.toString();
        }
        received.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return received.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String prelude(int status, String type) {
    return "{\"statusCode\":"
        + status
        + ",\"headers\":"
        + headers(type)
        + ",\"cookies\":[]}"
        + "\0".repeat(8);
  }

  private static String headers(String type) {
    StringBuilder json = new StringBuilder("{");
    MediaType.TEXT
        .headers()
        .forEach((name, value) ->
            json.append('"').append(name).append("\":\"").append(value).append("\","));
    json.setLength(json.length() - 1);
    return json.append('}').toString();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\n" + text + "\n";
  }
}
