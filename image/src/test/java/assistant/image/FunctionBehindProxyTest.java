package assistant.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The function's own process behind a proxy, which opens tunnels to a server over TLS whose name
/// nobody but the proxy knows.
@Timeout(60)
class FunctionBehindProxyTest {
  private static final String NAME = "model.localhost.test";
  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));

  private static LocalAuthority authority;
  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ServerSocket proxy = listen();
  private boolean locked;
  private int behind;

  @BeforeAll
  static void make() throws Exception {
    authority = new LocalAuthority();
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
  }

  @Test
  void tunnelLeadsToTheServer() throws Exception {
    assertEquals(200, status(Map.of("HTTPS_PROXY", url(""))));
    assertEquals("CONNECT " + NAME + ":443 ", asked.getFirst());
  }

  @Test
  void nameAndPasswordOpenALockedOne() throws Exception {
    locked = true;
    assertEquals(200, status(Map.of("https_proxy", url("me:p%40ss@"))));
    assertEquals("CONNECT " + NAME + ":443 " + LOGIN, asked.getLast());
  }

  @Test
  void proxyThatLetsNobodyThroughIsAProblem() throws Exception {
    locked = true;
    assertEquals(502, status(Map.of("HTTPS_PROXY", url(""))));
    assertTrue(log().contains("\"note\":\"refused 407: the proxy wants a name"), log());
  }

  @Test
  void proxyThatIsNotThereIsTold() throws Exception {
    proxy.close();
    assertEquals(502, status(Map.of("HTTPS_PROXY", url(""))));
    assertTrue(log().contains("\"note\":\"proxy: it cannot be reached"), log());
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void nameThatNeedsNoProxyIsAskedWithoutOne() throws Exception {
    assertEquals(502, status(Map.of("HTTPS_PROXY", url(""), "NO_PROXY", "localhost.test")));
    assertEquals(List.of(), asked);
  }

  private String url(String login) {
    return "http://" + login + "127.0.0.1:" + proxy.getLocalPort();
  }

  private int status(Map<String, String> proxies) throws Exception {
    try (StubProcess stub = new StubProcess();
        TlsFront front = new TlsFront(authority, stub.url())) {
      behind = front.url().getPort();
      Thread.ofVirtual().start(this::accept);
      List<String> command =
          List.of(
              "sh",
              "-c",
              "exec \"$@\" > '" + folder.resolve("log") + "' 2>&1",
              "sh",
              Java.home("java"),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              "assistant.function.Main");
      Map<String, String> settings = new HashMap<>(proxies);
      settings.put("OPENAI_BASE_URL", "https://" + NAME + "/v1");
      settings.put("OPENAI_API_KEY", "test");
      settings.put("SSL_CERT_FILE", authority.pem().toString());
      try (FunctionRun function = new FunctionRun(command, settings)) {
        int status = function.ask(Event.ask("application/json", "What is an LLM?")).status();
        // The line is written after the answer.
        for (int tries = 0; tries < 100 && !log().contains("/api/ask"); tries++) {
          Thread.sleep(50);
        }
        return status;
      }
    }
  }

  private void accept() {
    while (!proxy.isClosed()) {
      try {
        Socket client = proxy.accept();
        Thread.ofPlatform().daemon().start(() -> tunnel(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void tunnel(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream(), 1);
      while (true) {
        String start = line(in);
        String login = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          if (line.toLowerCase(java.util.Locale.ROOT).startsWith("proxy-authorization: ")) {
            login = line.substring("proxy-authorization: ".length());
          }
        }
        if (start.isEmpty()) {
          return;
        }
        asked.add(start.replace(" HTTP/1.1", "") + " " + login);
        if (!locked || login.equals(LOGIN)) {
          break;
        }
        say(
            client,
            "HTTP/1.1 407 Locked\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
      }
      say(client, "HTTP/1.1 200 Connected\r\n\r\n");
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
        Thread back = Thread.ofPlatform().daemon().start(() -> pass(server, client));
        pass(client, server);
        back.join();
      }
    } catch (IOException e) {
      // The function has left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // It is over either way.
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
