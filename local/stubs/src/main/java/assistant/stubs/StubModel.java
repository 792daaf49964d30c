package assistant.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A model server that speaks OpenAI's wire format over a bare socket, and misbehaves when it is
/// told to ([StubScript]).
public final class StubModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  /// One request that came: its headers in lower case, its body, the tokens sent for it, and
  /// whether its connection broke.
  public static final class Asked {
    private final Map<String, String> headers;
    private final JsonNode body;
    final AtomicInteger sent = new AtomicInteger();
    volatile boolean broken;
    volatile long brokenAt;

    Asked(Map<String, String> headers, JsonNode body) {
      this.headers = headers;
      this.body = body;
    }

    /// By their names in lower case.
    public Map<String, String> headers() {
      return headers;
    }

    public JsonNode body() {
      return body;
    }

    public int sent() {
      return sent.get();
    }

    /// Whether the client left before the end.
    public boolean isBroken() {
      return broken;
    }

    /// When it did, on the monotonic clock.
    public long brokenAt() {
      return brokenAt;
    }

    public String question() {
      JsonNode messages = body.path("messages");
      String content = messages.path(messages.size() - 1).path("content").asText();
      int script = content.indexOf("\n\nstub:");
      return script < 0 ? content : content.substring(script + 2);
    }
  }

  StubModel(int port) throws IOException {
    server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    Thread.ofVirtual().start(this::accept);
  }

  public static StubModel start() {
    try {
      return new StubModel(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    StubModel model = new StubModel(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    System.out.println(model.url());
    Thread.currentThread().join();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  /// How many connections were made.
  public int connections() {
    return connections.get();
  }

  /// What was asked so far, oldest first.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// How many questions have come that wait for [#release()].
  public int held() {
    return held.get();
  }

  public void release() {
    released.countDown();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String start = line(in); start != null && !start.isEmpty(); start = line(in)) {
        Map<String, String> headers = headers(in);
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (start.startsWith("HEAD")) {
          out.write(utf8("HTTP/1.1 401 Stub\r\nContent-Length: 2\r\n\r\n"));
          continue;
        }
        if (start.startsWith("GET")) {
          StubReply.json(
              out,
              200,
              "{\"object\":\"list\",\"data\":[{\"id\":\"stub\",\"object\":\"model\"}]}",
              "");
          continue;
        }
        Asked one = new Asked(headers, JSON.readTree(body));
        asked.add(one);
        int time =
            times.computeIfAbsent(one.question(), q -> new AtomicInteger()).incrementAndGet();
        StubScript script = StubScript.of(one.question());
        if (script.says("held")) {
          held.incrementAndGet();
          released.await();
        }
        if (!new StubReply(socket, out, one, script, time).send()) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) c);
    }
    return null;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
