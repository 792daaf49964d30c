package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "ready", "{\"data\":null}"})
  void aServerThatDoesNotTellIsLeftInPeace(String body) throws Exception {
    answers("/v1/models", 200, body);
    assertEquals(Optional.empty(), complaint(url + "/v1", "", "qwen3"));
  }

  @Test
  void aWebPageIsTold() throws Exception {
    answers("/", 200, "\n<!doctype html><html></html>");
    assertEquals(
        Optional.of(
            "What answers at "
                + url
                + " is a web page, no model's API. Mend OPENAI_BASE_URL: its port, its path, mostly /v1."),
        complaint(url, "", "qwen3"));
  }

  /// LM Studio says so with status 200.
  @Test
  void aUrlWithoutItsV1IsToldWhereEveryPathIs200() throws Exception {
    answers("/", 200, "{\"error\":\"Unexpected endpoint or method. (GET /models)\"}");
    answers("/v1/models", 200, "{\"data\":[{\"id\":\"qwen3\"}]}");
    assertEquals(
        Optional.of("OPENAI_BASE_URL lacks its /v1: set it to " + url + "/v1."),
        complaint(url, "", "qwen3"));
  }

  @Test
  void aKeyThatIsMissingIsTold() throws Exception {
    answers("/v1/models", 401, "{}");
    assertEquals(
        Optional.of(url + "/v1 wants a key. Set OPENAI_API_KEY."),
        complaint(url + "/v1", "", "qwen3"));
  }

  @Test
  void ollamaWithoutAnyModelIsTold() throws Exception {
    answers("/v1/models", 200, "{\"object\":\"list\",\"data\":null}");
    assertEquals(
        Optional.of(url + "/v1 has no model at all yet. Give it one."),
        complaint(url + "/v1", "", "qwen3"));
  }

  @Test
  void llamaServersOneModelAnswersToEveryName() throws Exception {
    answers("/one/models", 200, "{\"data\":[{\"id\":\"a.gguf\",\"owned_by\":\"llamacpp\"}]}");
    assertEquals(Optional.empty(), complaint(url + "/one", "", "model"));
    answers(
        "/two/models",
        200,
        "{\"data\":[{\"id\":\"a\",\"owned_by\":\"llamacpp\"},{\"id\":\"b\",\"owned_by\":\"llamacpp\"}]}");
    assertTrue(complaint(url + "/two", "", "model").orElse("").endsWith("it has: a, b."));
  }

  @Test
  void aServerThatSpeaksNoTlsIsTold() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(plain));
      String secure = "https://localhost:" + plain.getLocalPort() + "/v1";
      assertEquals(
          Optional.of(
              "What answers at " + secure + " speaks no TLS. Write http:// in OPENAI_BASE_URL."),
          complaint(secure, "", "qwen3"));
    }
  }

  private static void refuse(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The test says what was heard.
    }
  }

  @Test
  void aUrlThatNamesTheWholePathIsTold() throws Exception {
    assertEquals(
        Optional.of("OPENAI_BASE_URL ends before /chat/completions: set it to " + url + "/v1."),
        complaint(url + "/v1/chat/completions", "", "qwen3"));
  }

  @Test
  void aNameThatNobodyKnowsIsTold() throws Exception {
    assertEquals(
        Optional.of(
            "There is no host of the name in http://nowhere.invalid/v1. Mend OPENAI_BASE_URL."),
        complaint("http://nowhere.invalid/v1", "", "qwen3"));
  }

  /// Only the function knows the ways past a proxy, and tells what it meets there.
  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "http_proxy"})
  void whatIsBehindAProxyIsNotAsked(String proxy) {
    Map<String, String> environment = Map.of("OPENAI_BASE_URL", url, proxy, "http://proxy:3128");
    assertEquals(Optional.empty(), ModelServer.of(environment, "qwen3"));
    assertTrue(ModelServer.of(Map.of("OPENAI_BASE_URL", url, proxy, ""), "qwen3").isPresent());
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
