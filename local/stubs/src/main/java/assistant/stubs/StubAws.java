package assistant.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An AWS service at its wire: it checks each request's signature as AWS does, then answers what it
/// was told to.
public final class StubAws implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  public static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile Answers answers;

  /// One operation that was called, such as `secretsmanager.GetSecretValue`.
  public record Asked(String target, JsonNode body) {}

  /// What is answered; the body of an error has a `__type`. A status of 0 breaks the connection.
  public record Answer(int status, String body) {
    public static Answer error(int status, String type) {
      return new Answer(
          status, "{\"__type\":\"com.amazonaws#" + type + "\",\"message\":\"words\"}");
    }
  }

  /// Answers one operation; it may wait.
  public interface Answers {
    Answer to(Asked asked) throws InterruptedException;
  }

  public StubAws(Answers answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /// One in which all goes well: a secret with a key, and a table in which there is always room.
  public static StubAws willing() {
    return new StubAws(asked -> new Answer(200, willing(asked.target())));
  }

  private static String willing(String target) {
    return switch (target.substring(target.indexOf('.') + 1)) {
      case "GetSecretValue" -> "{\"SecretString\":\"{\\\"apiKey\\\":\\\"stub\\\"}\"}";
      case "GetItem" -> "{}";
      default -> "{\"Attributes\":{\"salt\":{\"S\":\"" + "5a".repeat(32) + "\"}}}";
    };
  }

  /// Prints the environment in which a function finds it, a line a variable and an empty one, then
  /// serves until it is ended.
  public static void main(String[] args) throws InterruptedException {
    willing().environment().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println();
    Thread.currentThread().join();
  }

  public void answer(Answers answers) {
    this.answers = answers;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// What a function needs to ask it instead of AWS.
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY,
        "AWS_SESSION_TOKEN", "token/of+this==session");
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer answer;
    try {
      if (!new SignedRequest("/", exchange.getRequestHeaders(), body)
          .signedWith(SECRET_ACCESS_KEY)) {
        answer = Answer.error(403, "InvalidSignatureException");
      } else {
        Asked one =
            new Asked(exchange.getRequestHeaders().getFirst("x-amz-target"), JSON.readTree(body));
        asked.add(one);
        answer = answers.to(one);
      }
    } catch (InterruptedException e) {
      answer = new Answer(0, "");
    }
    if (answer.status() != 0) {
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
