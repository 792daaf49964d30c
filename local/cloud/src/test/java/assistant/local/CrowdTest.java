package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.stubs.StubModel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// People who send much, read slowly or never end, beside others who only ask.
class CrowdTest {
  private static final int LARGE = 9 << 20;

  private final StubModel stub = StubModel.start();
  private final Clouds clouds = new Clouds();

  @AfterEach
  void close() throws Exception {
    clouds.close();
    stub.close();
  }

  private Lambda lambda(Duration timeout) throws IOException {
    return clouds.lambda(Map.of("OPENAI_BASE_URL", stub.url().toString()), timeout);
  }

  @Test
  void largeBodiesAreRefusedUnreadWhileAnswersRun() throws Exception {
    HttpDoor door = clouds.door(lambda(Duration.ofSeconds(60)));
    Callable<Door.Heard> ask = () -> door.call(Door.Call.ask("stub: tokens=5 every=20"));
    Callable<String> load = () -> overload(door.url().getPort());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> loads = Stream.generate(() -> threads.submit(load)).limit(40).toList();
      List<Future<Door.Heard>> asks = Stream.generate(() -> threads.submit(ask)).limit(32).toList();
      for (Future<Door.Heard> asked : asks) {
        assertEquals("token0 token1 token2 token3 token4 ", asked.get().body());
      }
      for (Future<String> refused : loads) {
        assertTrue(refused.get().startsWith("HTTP/1.1 413 "), refused.get());
        assertTrue(refused.get().contains("\"code\":\"body_too_large\""), refused.get());
      }
    }
    assertEquals(32, stub.asked().size());
  }

  /// Sends a body of nine megabytes for as long as anybody takes it.
  private static String overload(int port) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + LARGE + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[4096];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }
  }

  /// Whoever writes the whole body before reading finds the refusal, not a broken connection.
  @ParameterizedTest
  @CsvSource({
    "/api/ask, localhost, false, 413, body_too_large",
    "/api/ask, localhost, true, 413, body_too_large",
    "/api/ask, stranger.test, false, 421, host_refused",
    "/, localhost, false, 405, method_not_allowed"
  })
  void whoSendsTooMuchToTheEndIsTold(
      String path, String host, boolean chunked, int status, String code) throws Exception {
    HttpDoor door = clouds.door(lambda(Duration.ofSeconds(60)));
    String length =
        chunked
            ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LARGE) + "\r\n"
            : "Content-Length: " + LARGE + "\r\n\r\n";
    for (int i = 0; i < 10; i++) {
      try (Socket socket = new Socket("localhost", door.url().getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(
            ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[LARGE]);
        if (chunked) {
          out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("\"code\":\"" + code + "\""), answer);
      }
    }
  }

  /// Each answer is longer than what the sockets between hold.
  @Test
  void readersOfNothingHoldNobodyUp() throws Exception {
    HttpDoor door = clouds.door(lambda(Duration.ofSeconds(60)));
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        Socket reader = new Socket();
        reader.setReceiveBufferSize(4096);
        reader.connect(new java.net.InetSocketAddress("localhost", door.url().getPort()));
        readers.add(reader);
        String question = "stub: size=500000";
        reader
            .getOutputStream()
            .write(
                ("POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + question.length()
                        + "\r\n\r\n"
                        + question)
                    .getBytes(StandardCharsets.US_ASCII));
        assertEquals('H', reader.getInputStream().read());
      }
      for (int i = 0; i < 4; i++) {
        assertEquals(200, door.call(Door.Call.ask("And I?")).status());
      }
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void aFrozenProcessIsEndedInItsTimeAndReplaced() throws Exception {
    Lambda lambda = lambda(Duration.ofSeconds(5));
    HttpDoor door = clouds.door(lambda);
    assertEquals(200, door.call(Door.Call.ask("One?")).status());
    long frozen = lambda.pids().getFirst();
    assertEquals(0, new ProcessBuilder("kill", "-STOP", "" + frozen).start().waitFor());
    Door.Heard heard = door.call(Door.Call.ask("Two?"));
    assertEquals(504, heard.status(), heard.body());
    assertEquals(200, door.call(Door.Call.ask("Three?")).status());
    assertTrue(!lambda.pids().contains(frozen));
  }
}
