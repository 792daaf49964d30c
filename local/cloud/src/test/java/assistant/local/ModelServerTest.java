package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelServerTest {
  private HttpServer server;
  private String url;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    url = "http://localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answers(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          boolean refused =
              status == 401
                  && "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(refused ? 200 : status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private Optional<String> complaint(String url, String key, String model) throws Exception {
    return ModelServer.of(Map.of("OPENAI_BASE_URL", url, "OPENAI_API_KEY", key), model)
        .orElseThrow()
        .complaint();
  }

  @Test
  void aModelThatIsThereIsNoComplaint() throws Exception {
    answers("/v1/models", 200, "{\"data\":[{\"id\":\"llama3.2:latest\"},{\"id\":\"qwen3\"}]}");
    assertEquals(Optional.empty(), complaint(url + "/v1", "", "llama3.2"));
    assertEquals(Optional.empty(), complaint(url + "/v1/", "", "qwen3"));
  }

  @Test
  void aModelThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    answers("/v1/models", 200, "{\"data\":[{\"id\":\"gemma3:1b\"},{\"id\":\"qwen3\"}]}");
    assertEquals(
        Optional.of(
            url
                + "/v1 has no model gpt-6-luna. Set OPENAI_MODEL to one that it has: gemma3:1b, qwen3."),
        complaint(url + "/v1", "", "gpt-6-luna"));
  }

  @Test
  void aServerWithoutAnyModelIsTold() throws Exception {
    answers("/v1/models", 200, "{\"object\":\"list\",\"data\":[]}");
    assertEquals(
        Optional.of(url + "/v1 has no model at all yet. Give it one."),
        complaint(url + "/v1", "", "qwen3"));
  }

  @Test
  void aUrlWithoutItsV1IsTold() throws Exception {
    answers("/v1/models", 200, "{\"data\":[]}");
    assertEquals(
        Optional.of("OPENAI_BASE_URL lacks its /v1: set it to " + url + "/v1."),
        complaint(url, "", "qwen3"));
  }

  @Test
  void aKeyThatIsRefusedIsTold() throws Exception {
    answers("/v1/models", 401, "{\"data\":[{\"id\":\"qwen3\"}]}");
    assertTrue(complaint(url + "/v1", "wrong", "qwen3").orElse("").contains("refuses the key"));
    assertEquals(Optional.empty(), complaint(url + "/v1", "right", "qwen3"));
  }

  @Test
  void aPlaceWhereNothingAnswersIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String nowhere = "http://localhost:" + port + "/v1";
    assertEquals(
        Optional.of(
            "Nothing answers at " + nowhere + ". Start the server there, or mend OPENAI_BASE_URL."),
        complaint(nowhere, "", "qwen3"));
  }

  @Test
  void aServerThatDoesNotTellIsLeftInPeace() throws Exception {
    answers("/v1/models", 200, "<html>");
    assertEquals(Optional.empty(), complaint(url + "/v1", "", "qwen3"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, ''",
    "bedrock, ''",
    "'', ''",
    "http://localhost/v1, m.gguf"
  })
  void nobodyElseIsAsked(String url, String file) {
    assertEquals(
        Optional.empty(),
        ModelServer.of(Map.of("OPENAI_BASE_URL", url, "LLAMA_MODEL", file), "qwen3"));
  }
}
