package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.stubs.SignedRequest;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Bedrock with the owner's own credentials, on the owner's machine.
class OwnCredentialsTest {
  private static final Map<String, String> BEDROCK = Map.of("OPENAI_BASE_URL", "bedrock");

  @Test
  void whoHasNoneIsToldHowToGetThem() {
    String words = OwnCredentials.missing(BEDROCK).orElseThrow();
    assertTrue(words.contains("aws configure export-credentials"), words);
    assertTrue(words.contains("AWS_REGION"), words);
    assertEquals(Optional.empty(), OwnCredentials.missing(Map.of()));
  }

  /// The guard counts too: its table knows the key that signs for Bedrock.
  @Test
  void theyAskBedrockAndTheGuardCounts() throws Exception {
    List<String> scopes = new CopyOnWriteArrayList<>();
    HttpServer bedrock =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bedrock.createContext(
        "/openai/v1/chat/completions",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          SignedRequest request =
              new SignedRequest(
                  exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
          scopes.add(request.signedWith("own-secret") ? request.scope() : "unsigned");
          byte[] answer =
              "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    bedrock.start();
    Map<String, String> environment = new HashMap<>(BEDROCK);
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDOWN");
    environment.put("AWS_SECRET_ACCESS_KEY", "own-secret");
    environment.put(
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + bedrock.getAddress().getPort());
    environment.put("DAILY_TOKENS", "100000");
    assertEquals(Optional.empty(), OwnCredentials.missing(environment));
    LocalTable counts = new LocalTable();
    try (TableServer table = new TableServer(counts, OwnCredentials.key(environment));
        Clouds clouds = new Clouds()) {
      assertNotEquals("assistant", table.environment().get("GUARD_TABLE"));
      environment.putAll(table.environment());
      Door door = clouds.streaming(environment);
      assertEquals("Hello", door.call(Door.Call.ask("Hello?")).body());
      assertEquals(List.of("bedrock/eu-central-1"), scopes);
      environment.put("DAILY_TOKENS", "1");
      Door.Heard none = clouds.streaming(environment).call(Door.Call.ask("And now?"));
      assertTrue(none.body().contains("budget_used_up"), none.body());
      environment.put("GUARD_TABLE", "assistant");
      Door.Heard stranger = clouds.streaming(environment).call(Door.Call.ask("And now?"));
      assertTrue(stranger.body().contains("guard_unavailable"), stranger.body());
    } finally {
      bedrock.stop(0);
    }
  }
}
