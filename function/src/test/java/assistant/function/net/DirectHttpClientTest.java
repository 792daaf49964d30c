package assistant.function.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client against a server that writes its responses byte by byte as they stand here.
class DirectHttpClientTest {
  private final HttpClient client = new DirectHttpClient();
  private final ServerSocket server = listen();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /// Each connection answers with these in turn; one that ends with `!` ends the connection.
  private void answer(String... responses) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              connections.incrementAndGet();
              Thread.ofVirtual().start(() -> serve(socket, List.of(responses)));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  private void serve(Socket socket, List<String> responses) {
    try (socket) {
      for (String response : responses) {
        asked.add(request(socket.getInputStream()));
        boolean last = response.endsWith("!");
        String text = last ? response.substring(0, response.length() - 1) : response;
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        if (last) {
          return;
        }
      }
      if (socket.getInputStream().read() < 0) {
        left.complete(null);
      }
    } catch (IOException e) {
      left.complete(null);
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no request");
      }
      text.append((char) c);
    }
    int length = text.indexOf("Content-Length: ");
    if (length > 0) {
      int count = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
      text.append(new String(in.readNBytes(count), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + path));
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    return client.send(
        to("/a?b=c").header("x-one", "1").POST(BodyPublishers.ofString("{}")).build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\ncontent-length:5\n\nhello",
        "HTTP/1.0 200 OK\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a;\r\n\tb\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\n folded before any\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      })
  void bodyIsReadHoweverItIsFramed(String response) throws Exception {
    answer(response);
    HttpResponse<String> told = ask();
    assertEquals(200, told.statusCode());
    assertEquals("hello", told.body());
    assertEquals(
        "POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: llm-assistant\r\nx-one: 1\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(server.getLocalPort()),
        asked.take());
  }

  @Test
  void headersMayBeManyAndLongAndFolded() throws Exception {
    answer(
        "HTTP/1.1 200 OK\r\nX: a;\r\n  b\r\n\t c\r\n"
            + "Set-Cookie: x\r\n".repeat(1000)
            + "Policy: "
            + "p".repeat(60_000)
            + "\r\nContent-Length: 5\r\n\r\nhello");
    HttpResponse<String> told = ask();
    assertEquals("hello", told.body());
    assertEquals(List.of("a; b c"), told.headers().allValues("x"));
    assertEquals(1000, told.headers().allValues("set-cookie").size());
    assertEquals(60_000, told.headers().firstValue("policy").orElseThrow().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello",
        "!",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\nhello\r\n!",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n!",
        "HTTP/1.1 20x OK\r\n\r\n!",
        "SSH-2.0-server\r\n!",
      })
  void cutOrGarbledResponseIsAnError(String response) {
    answer(response);
    assertThrows(IOException.class, this::ask);
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    answer(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nc!");
    assertEquals("a", ask().body());
    assertEquals("b", ask().body());
    assertEquals("", ask().body());
    assertEquals("c", ask().body());
    assertEquals(1, connections.get());
    assertEquals("a", ask().body());
    assertEquals(2, connections.get());
  }

  @Test
  void aReadMayBeRepeatedWhereAWriteMayNot() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na!");
    assertEquals("a", client.send(to("/").build(), BodyHandlers.ofString()).body());
    assertEquals("a", client.send(to("/").build(), BodyHandlers.ofString()).body());
    assertThrows(IOException.class, this::ask);
  }

  @Test
  void bodyOfAHeadIsNotAwaited() throws Exception {
    answer(
        "HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertEquals(401, client.send(to("/").HEAD().build(), BodyHandlers.discarding()).statusCode());
    assertEquals("", ask().body());
    assertEquals(1, connections.get());
  }

  @Test
  void piecesComeWhenTheyAreSent() throws Exception {
    answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello");
    HttpResponse<InputStream> told = client.send(to("/").build(), BodyHandlers.ofInputStream());
    assertEquals("hello", new String(told.body().readNBytes(5), StandardCharsets.US_ASCII));
    told.body().close();
    left.get(10, TimeUnit.SECONDS);
  }

  @Test
  void interruptClosesTheConnection() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                InputStream body =
                    client.send(to("/").build(), BodyHandlers.ofInputStream()).body();
                body.readNBytes(5);
                reading.countDown();
                body.read();
              } catch (IOException e) {
                ended.complete(Thread.currentThread().isInterrupted());
              } catch (InterruptedException e) {
                ended.completeExceptionally(e);
              }
            });
    reading.await();
    reader.interrupt();
    assertTrue(ended.get(10, TimeUnit.SECONDS));
    left.get(10, TimeUnit.SECONDS);
  }

  @Test
  void interruptEndsTheWaitForAResponse() throws Exception {
    answer("");
    CompletableFuture<Class<?>> ended = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                ask();
              } catch (IOException | InterruptedException e) {
                ended.complete(e.getClass());
              }
            });
    asked.take();
    waiting.interrupt();
    assertEquals(InterruptedException.class, ended.get(10, TimeUnit.SECONDS));
    left.get(10, TimeUnit.SECONDS);
  }

  @Test
  void silenceIsATimeout() {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    HttpRequest request = to("/").timeout(Duration.ofMillis(200)).build();
    assertThrows(
        HttpTimeoutException.class, () -> client.send(request, BodyHandlers.ofByteArray()));
  }

  @Test
  void nobodyThereAndNoSuchHostAreToldApartFromFaults() throws Exception {
    server.close();
    assertThrows(ConnectException.class, this::ask);
    HttpRequest nowhere = HttpRequest.newBuilder(URI.create("http://nowhere.invalid/")).build();
    assertThrows(ConnectException.class, () -> client.send(nowhere, BodyHandlers.discarding()));
  }
}
