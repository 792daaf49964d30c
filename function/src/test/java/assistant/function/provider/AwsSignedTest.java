package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Parser;
import assistant.function.chain.Piece;
import assistant.function.chain.Prompt;
import assistant.function.chain.Question;
import assistant.function.chain.Retry;
import assistant.function.problem.Code;
import assistant.stubs.SignedRequest;
import assistant.stubs.StubAws;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bedrock at its wire: a server that checks each signature as AWS does, by code of the test's own.
class AwsSignedTest {
  private static final String ANSWER =
      "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  private final List<String> scopes = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> dates = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int throttled;
  private int refused;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/openai/v1/chat/completions", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    SignedRequest request =
        new SignedRequest(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
    boolean signed = request.signedWith(StubAws.SECRET_ACCESS_KEY);
    scopes.add(signed ? request.scope() : "unsigned");
    bodies.add(new String(body, StandardCharsets.UTF_8));
    dates.add(exchange.getRequestHeaders().getFirst("authorization"));
    if (!signed || refused > 0) {
      send(
          exchange,
          403,
          "{\"error\":{\"message\":\"You don't have access to the model\",\"type\":\"access_denied\"}}");
    } else if (throttled-- > 0) {
      send(
          exchange,
          429,
          "{\"error\":{\"message\":\"Too many requests\",\"type\":\"ThrottlingException\"}}");
    } else {
      send(exchange, 200, ANSWER);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_BASE_URL", "bedrock");
    environment.put(
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + server.getAddress().getPort());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", StubAws.SECRET_ACCESS_KEY);
    environment.put("AWS_SESSION_TOKEN", "token/of+this==session");
    return environment;
  }

  private Piece last(Map<String, String> environment) throws InterruptedException {
    Env env = new Env(environment);
    ProviderSettings settings = ProviderSettings.of(env);
    Chain chain =
        new Chain(
            new Prompt("Help."),
            Providers.of(settings, 100, AwsSigned.of(settings, env)),
            new Parser("?"),
            new Retry(3, Duration.ofMillis(2), () -> 0.5));
    try (Answer answer =
        chain.ask(new Question("Grüße? 🙂", List.of()), Deadline.in(Duration.ofSeconds(20)))) {
      Piece piece;
      do {
        piece = answer.next(Duration.ofSeconds(20)).orElseThrow();
      } while (!(piece instanceof Piece.Done || piece instanceof Piece.Failed));
      return piece;
    }
  }

  @Test
  void everyAttemptIsSignedForBedrockInItsRegion() throws Exception {
    throttled = 1;
    Piece last = last(environment());
    assertTrue(last instanceof Piece.Done, last + " " + scopes);
    assertEquals(List.of("bedrock/eu-central-1", "bedrock/eu-central-1"), scopes);
    assertTrue(
        bodies.getFirst().contains("\"model\":\"global.openai.gpt-6-luna\""), bodies.toString());
    assertTrue(bodies.getFirst().contains("\"reasoning_effort\":\"low\""), bodies.toString());
    assertTrue(bodies.getFirst().contains("Grüße"));
    assertFalse(String.join("", dates).contains("Bearer"));
  }

  @Test
  void whatAnotherSecretSignedIsRefused() throws Exception {
    Map<String, String> environment = environment();
    environment.put("AWS_SECRET_ACCESS_KEY", "another");
    Piece.Failed failed = (Piece.Failed) last(environment);
    assertEquals(Code.MODEL_AUTH_FAILED, failed.failure().problem().code());
    assertEquals(List.of("unsigned"), scopes);
  }

  @Test
  void refusedPermissionIsToldInBedrocksWords() throws Exception {
    refused = 1;
    Piece.Failed failed = (Piece.Failed) last(environment());
    assertEquals(Code.MODEL_AUTH_FAILED, failed.failure().problem().code());
    assertTrue(failed.failure().note().contains("make doctor"), failed.failure().note());
  }

  @Test
  void neverAKeyBesideIt() {
    Map<String, String> environment = environment();
    environment.put("OPENAI_API_KEY", "sk-x");
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> ProviderSettings.of(new Env(environment)));
    assertTrue(thrown.getMessage().startsWith("OPENAI_API_KEY must be unset"), thrown.getMessage());
  }

  @Test
  void endpointIsThatOfTheRegionAndItsPartition() {
    Map<String, String> regions =
        Map.of(
            "us-east-1", "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1",
            "cn-north-1", "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/openai/v1",
            "eusc-de-east-1", "https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/openai/v1");
    regions.forEach((region, url) ->
        assertEquals(
            URI.create(url),
            ProviderSettings.of(new Env(Map.of("OPENAI_BASE_URL", "bedrock", "AWS_REGION", region)))
                .endpoint()));
  }
}
