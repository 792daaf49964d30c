package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the local cloud lets in: every request gets an answer or a closed connection, however it is
/// made, and no stranger's is passed on.
class EntranceTest {
  private static final SiteHeaders HEADERS =
      new SiteHeaders(Map.of("x-content-type-options", "nosniff"), Map.of(), Map.of());

  private final AtomicInteger passedOn = new AtomicInteger();
  private Cloud cloud;

  @BeforeEach
  void open() throws IOException {
    Invoker answering =
        (event, consumer) -> {
          passedOn.incrementAndGet();
          consumer.accept(
              new FunctionResponse(
                  200,
                  Map.of("content-type", "text/plain"),
                  new ByteArrayInputStream("ok".getBytes())));
        };
    Cloud.Entrance entrance =
        new Cloud.Entrance(
            new InetSocketAddress("localhost", 0),
            Hosts.of("localhost", "chat.example.org", "https://pages.example.org"),
            Proxies.none(),
            new Patience.Times(
                Duration.ofMillis(600),
                Duration.ofMillis(600),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3)));
    cloud = new Cloud(entrance, new Site(Path.of("none"), HEADERS), answering);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  static Stream<String> shapes() {
    String host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    List<String> shapes = new ArrayList<>();
    for (String target :
        List.of(
            "",
            "x",
            "//",
            "/%",
            "/%zz",
            "/%00",
            "/a\u0001b",
            "http://",
            "http://[/",
            "*",
            "/..",
            "/%2e%2e/x",
            "/;x",
            "/a b",
            "?",
            "/" + "x".repeat(20_000))) {
      shapes.add("400,404,405,414,431,421|GET " + target + host + "\r\n");
    }
    for (String method :
        List.of(
            "CONNECT localhost:1",
            "OPTIONS *",
            "TRACE /",
            "PUT /",
            "get /x",
            "G@T /",
            "BREW /",
            "M".repeat(200) + " /")) {
      shapes.add("400,404,405,431,501|" + method + host + "\r\n");
    }
    for (String line :
        List.of(
            "GET / HTTP/3.0",
            "GET / HTTP/1",
            "GET / FTP/1.1",
            "GET /",
            "GET",
            "",
            "\0\0\0",
            "PRI * HTTP/2.0",
            "\u0016\u0003\u0001")) {
      shapes.add("400,404,405,426,505|" + line + "\r\nHost: localhost\r\n\r\n");
    }
    for (String header :
        List.of(
            "Host: localhost",
            "Host: other",
            ": x",
            "a b: c",
            "X\0: y",
            "X: a\0b",
            " folded: x",
            "X",
            "Content-Length: x",
            "Content-Length: -1",
            "Content-Length: 1\r\nContent-Length: 2",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: nonsense",
            "Transfer-Encoding: gzip, chunked, chunked",
            "Content-Length: 3\r\nTransfer-Encoding: chunked",
            "X: " + "y".repeat(20_000),
            "Expect: nonsense")) {
      shapes.add("400,404,405,411,413,417,431,501|POST /" + host + header + "\r\n\r\n");
    }
    for (String chunks :
        List.of(
            "z\r\n",
            "-1\r\nx",
            "ffffffffffffffffff\r\n",
            "1;a=" + "b".repeat(20_000) + "\r\nx\r\n0\r\n\r\n",
            "1\r\nxx\r\n0\r\n\r\n",
            "3\r\nabc\r\n0\r\nbad trailer\r\n\r\n",
            "0\r\nX: " + "y".repeat(40_000) + "\r\n\r\n")) {
      shapes.add(
          "200,400,413,431|POST /api/ask" + host + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }
    shapes.add("421|GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    shapes.add("400|GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    shapes.add("413|POST /api/ask" + host + "Content-Length: 9000000\r\n\r\nx");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      many.append("x").append(i).append(": y\r\n");
    }
    shapes.add("431|GET /" + host + many + "\r\n");
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeHasAnAnswer(String shape) throws IOException {
    String[] parts = shape.split("\\|", 2);
    String response = raw(parts[1]);
    // A head that never ends is given up; everything else is told.
    if (response.isEmpty() && !parts[1].endsWith("\r\n\r\n")) {
      return;
    }
    assertTrue(response.startsWith("HTTP/1.1 "), () -> "no answer: " + response);
    String status = response.substring(9, 12);
    assertTrue(List.of(parts[0].split(",")).contains(status), response);
    if (!status.equals("200")) {
      assertTrue(response.contains("application/problem+json"), response);
      assertTrue(response.toLowerCase().contains("x-content-type-options: nosniff"), response);
    }
    assertFalse(
        response.contains("Exception") || response.contains("jetty") || response.contains("java."),
        response);
  }

  @Test
  void noShapeOfTenThousandLosesTheServer() throws IOException {
    Random random = new Random(21);
    List<String> shapes =
        shapes().map(shape -> shape.split("\\|", 2)[1]).filter(s -> s.length() < 500).toList();
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes =
          shapes.get(random.nextInt(shapes.size())).getBytes(StandardCharsets.ISO_8859_1);
      for (int j = random.nextInt(4); j >= 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try (Socket socket = new Socket("localhost", cloud.url().getPort())) {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        // Given up by the other side, which is an answer, too.
      }
    }
    assertTrue(raw(ask("Host: localhost\r\n")).startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: localhost | 200",
        "Host: 127.0.0.1:8080 | 200",
        "Host: [::1]:8080 | 200",
        "Host: 192.168.1.7:8080 | 200",
        "Host: chat.example.org | 200",
        "Host: CHAT.example.org:443 | 200",
        "Host: evil.example | 421",
        "Host: localhost.evil.example | 421",
        "Host: 127.0.0.1.evil.example | 421",
        "Host: localhost:8080 ; Origin: http://localhost:8080 | 200",
        "Host: localhost:8080 ; Origin: http://localhost:3000 | 403",
        "Host: localhost:8080 ; Origin: https://evil.example | 403",
        "Host: localhost:8080 ; Origin: null | 403",
        "Host: localhost:8080 ; Origin: https://pages.example.org | 200",
        "Host: localhost:8080 ; Origin: https://chat.example.org | 200",
        "Host: localhost:8080 ; Origin: http://pages.example.org | 403"
      })
  void onlyOurNamesAndOurPagesAreLetIn(String headers, int status) throws IOException {
    String response = raw(ask(headers.replace(" ; ", "\r\n") + "\r\n"));
    assertTrue(response.startsWith("HTTP/1.1 " + status), response);
    assertEquals(status == 200 ? 1 : 0, passedOn.get());
  }

  @ParameterizedTest
  @CsvSource({
    "https://pages.example.org, https://pages.example.org",
    "https://evil.example, ",
    "http://localhost, "
  })
  void ownErrorsCanBeReadByThePagesThatMayAskAlone(String origin, String reader)
      throws IOException {
    String answer =
        raw(
            "POST /api/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: "
                + origin
                + "\r\nContent-Length: 2000000\r\n\r\n");
    String told = "access-control-allow-origin: ";
    assertEquals(
        reader == null ? "" : reader,
        answer
            .toLowerCase(Locale.ROOT)
            .lines()
            .filter(line -> line.startsWith(told))
            .map(line -> line.substring(told.length()))
            .collect(Collectors.joining()),
        answer);
    assertTrue(answer.contains(origin.contains("evil") ? " 403 " : " 413 "), answer);
  }

  @Test
  void halfRequestsAreGivenUp() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Socket socket = new Socket("localhost", cloud.url().getPort());
      sockets.add(socket);
      socket
          .getOutputStream()
          .write(
              (i % 2 == 0
                      ? "POST /api/ask HTTP/1.1\r\nHost: loc"
                      : "POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhal")
                  .getBytes());
    }
    assertTrue(raw(ask("Host: localhost\r\n")).startsWith("HTTP/1.1 200"));
    for (Socket socket : sockets) {
      socket.setSoTimeout(60_000);
      drain(socket);
      socket.close();
    }
    assertEquals(1, passedOn.get());
  }

  private static String ask(String headers) {
    return "POST /api/ask HTTP/1.1\r\nConnection: close\r\n"
        + headers
        + "Content-Length: 2\r\n\r\nHi";
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", cloud.url().getPort())) {
      socket.setSoTimeout(60_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // Refused before all of it was taken; the answer is there.
      }
      return drain(socket);
    }
  }

  /// All that comes, until the other side closes.
  private static String drain(Socket socket) {
    StringBuilder all = new StringBuilder();
    byte[] piece = new byte[4096];
    try {
      for (int read = socket.getInputStream().read(piece);
          read >= 0;
          read = socket.getInputStream().read(piece)) {
        all.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("It was left open.", e);
    } catch (IOException e) {
      // Closed by force.
    }
    return all.toString();
  }
}
