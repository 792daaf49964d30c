package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Failure;
import assistant.function.chain.Parser;
import assistant.function.chain.Piece;
import assistant.function.chain.Prompt;
import assistant.function.chain.Question;
import assistant.function.chain.Retry;
import assistant.function.problem.Code;
import assistant.stubs.StubModel;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way to a server: who cannot be reached is told in one word, and a redirect is followed where
/// the key may go.
class ReachingTest {
  private static Piece last(String url) throws InterruptedException {
    ProviderSettings settings = ProviderSettings.of(new Env(Map.of("OPENAI_BASE_URL", url)));
    Chain chain =
        new Chain(
            new Prompt("Help."),
            Providers.of(settings, 1000, new BearerKey(Optional.of("sk-x"), Optional.empty())),
            new Parser("?"),
            new Retry(1, Duration.ZERO, () -> 0));
    try (Answer answer =
        chain.ask(new Question("Hello?", List.of()), Deadline.in(Duration.ofSeconds(20)))) {
      Piece piece;
      do {
        piece = answer.next(Duration.ofSeconds(20)).orElseThrow();
      } while (!(piece instanceof Piece.Done || piece instanceof Piece.Failed));
      return piece;
    }
  }

  private static Failure failure(String url) throws InterruptedException {
    return assertInstanceOf(Piece.Failed.class, last(url)).failure();
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Failure failure = failure("http://127.0.0.1:" + port + "/v1");
    assertEquals(Code.MODEL_FAILED, failure.problem().code());
    assertTrue(failure.note().startsWith("refused-connection: "), failure.note());
  }

  @ParameterizedTest
  @CsvSource({"http://nowhere.invalid/v1", "http://no_where.invalid/v1"})
  void nobodyKnowsTheName(String url) throws Exception {
    Failure failure = failure(url);
    assertEquals(Code.MODEL_MISCONFIGURED, failure.problem().code());
    assertEquals(
        "unknown-name: no such host; look at OPENAI_BASE_URL (with bedrock at AWS_REGION), and whether names can be looked up here",
        failure.note());
  }

  @Test
  void proxyDoesNotLetThrough() {
    IOException thrown = new IOException("Tunnel failed, got: 407");
    assertTrue(Unreachable.of(thrown).note().startsWith("proxy: "));
  }

  @Test
  void somethingElseThanHttpAnswers() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (java.net.Socket socket = server.accept()) {
              socket.getInputStream().read();
              socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes());
              socket.shutdownOutput();
              socket.getInputStream().readAllBytes();
            } catch (IOException e) {
              // The test says what was heard.
            }
          });
      Failure failure = failure("http://127.0.0.1:" + server.getLocalPort() + "/v1");
      assertEquals(Code.MODEL_MISCONFIGURED, failure.problem().code());
      assertTrue(failure.note().startsWith("protocol: "), failure.note());
    }
  }

  @Test
  void certificateIsNotTrusted() {
    IOException thrown = new javax.net.ssl.SSLHandshakeException("x");
    thrown.initCause(new java.security.cert.CertificateException("x"));
    assertTrue(Unreachable.of(thrown).note().startsWith("certificate: "));
  }

  @Test
  void serverSpeaksNoTls() throws Exception {
    try (StubModel stub = StubModel.start()) {
      Failure failure = failure("https://127.0.0.1:" + stub.url().getPort() + "/v1");
      assertEquals(Code.MODEL_MISCONFIGURED, failure.problem().code());
      assertTrue(failure.note().startsWith("tls: "), failure.note());
    }
  }

  @Test
  void nameOfAContainerMayHoldAnUnderscore() {
    Env env = new Env(Map.of("OPENAI_BASE_URL", "http://my_model:8000/v1"));
    assertEquals("my_model:8000", ProviderSettings.of(env).endpoint().getRawAuthority());
    Env secure = new Env(Map.of("OPENAI_BASE_URL", "https://my_model:8000/v1"));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> ProviderSettings.of(secure));
    assertEquals(
        "OPENAI_BASE_URL must be an http URL where its host has a _: TLS here takes none",
        thrown.getMessage().strip().replaceFirst("[.]$", ""));
  }

  /// Where the method and the body stay as they are, and the key stays with its host.
  @ParameterizedTest
  @CsvSource({
    "307, /v1/elsewhere, true",
    "308, /v1/elsewhere, true",
    "307, elsewhere, true",
    "308, http://127.0.0.1:PORT/v1/chat/elsewhere, true",
    "301, /v1/elsewhere, false",
    "302, /v1/elsewhere, false",
    "303, /v1/elsewhere, false",
    "307, http://127.0.0.2:PORT/v1/elsewhere, false",
    "307, http://127.0.0.1:1/v1/elsewhere, false",
    "307, https://127.0.0.1.example/v1/elsewhere, false",
    "307, //127.0.0.2/v1/elsewhere, false",
    "307, http://[bad, false",
    "308, /v1/chat/completions, false",
  })
  void redirectIsFollowedWithinTheHost(int status, String to, boolean followed) throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath();
          seen.add(exchange.getRequestMethod() + " " + path + " " + (body.length > 0));
          if (path.endsWith("elsewhere")) {
            answer(exchange);
          } else {
            exchange.getResponseHeaders().set("location", to.replace("PORT", "" + port));
            exchange.sendResponseHeaders(status, -1);
          }
          exchange.close();
        });
    server.start();
    try {
      Piece last = last("http://127.0.0.1:" + port + "/v1");
      if (followed) {
        assertInstanceOf(Piece.Done.class, last);
        assertEquals(2, seen.size());
        assertTrue(seen.getLast().startsWith("POST /v1/"), seen.toString());
        assertTrue(seen.getLast().endsWith("elsewhere true"), seen.toString());
      } else {
        Failure failure = assertInstanceOf(Piece.Failed.class, last).failure();
        assertEquals(Code.MODEL_MISCONFIGURED, failure.problem().code());
        assertTrue(failure.note().contains("OPENAI_BASE_URL"), failure.note());
        assertTrue(seen.stream().noneMatch(one -> one.contains("elsewhere")), seen.toString());
      }
    } finally {
      server.stop(0);
    }
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    byte[] answer =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }
}
