package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Cloud cloud;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    Path dist = Files.createDirectories(folder.resolve("dist"));
    Files.writeString(dist.resolve("index.html"), "<title>Page</title>");
    Files.writeString(Files.createDirectories(dist.resolve("assets")).resolve("main-1.js"), "1;");
    Files.writeString(folder.resolve("secret.txt"), "outside");
    Files.createSymbolicLink(dist.resolve("linked.txt"), folder.resolve("secret.txt"));
    Path headers = folder.resolve("headers.json");
    Files.writeString(
        headers,
        """
        {"all": {"content-security-policy": "default-src 'none'", "strict-transport-security": "max-age=9"}, "html": {"cache-control": "no-cache"},
         "assets": {"cache-control": "public, max-age=31536000, immutable"}}\
        """);
    Invoker none =
        (event, consumer) -> {
          throw new FunctionFailed("none");
        };
    cloud = new Cloud(0, new Site(dist, SiteHeaders.read(headers)), none);
  }

  @AfterEach
  void close() {
    cloud.close();
    http.close();
  }

  @Test
  void pageHasItsHeadersAndIsAskedForAnew() throws Exception {
    HttpResponse<byte[]> page = get("/");
    assertEquals(200, page.statusCode());
    assertEquals("<title>Page</title>", new String(page.body(), StandardCharsets.UTF_8));
    assertEquals("text/html; charset=utf-8", header(page, "content-type"));
    assertEquals("default-src 'none'", header(page, "content-security-policy"));
    assertEquals("no-cache", header(page, "cache-control"));
  }

  @Test
  void hashedFilesAreKeptForAYear() throws Exception {
    HttpResponse<byte[]> script = get("/assets/main-1.js");
    assertEquals("text/javascript; charset=utf-8", header(script, "content-type"));
    assertEquals("public, max-age=31536000, immutable", header(script, "cache-control"));
  }

  @Test
  void filesAreCompressedForThoseWhoCanReadIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(cloud.url()).header("accept-encoding", "br, gzip").build();
    HttpResponse<byte[]> page = http.send(request, BodyHandlers.ofByteArray());
    assertEquals("gzip", header(page, "content-encoding"));
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
      assertEquals(
          "<title>Page</title>", new String(unzipped.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/../secret.txt, 400",
    "/assets/../../secret.txt, 400",
    "/%2e%2e/secret.txt, 400",
    "/..%2fsecret.txt, 404",
    "/%00, 400",
    "/linked.txt, 404",
    "/none, 404",
    "/assets/, 404"
  })
  void nothingElseIsServed(String path, int status) throws Exception {
    String response =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertTrue(response.startsWith("HTTP/1.1 " + status), response);
    assertTrue(
        response.contains("Content-Security-Policy: default-src 'none'")
            || response.contains("content-security-policy: default-src 'none'"),
        response);
    assertFalse(response.contains("outside"), response);
  }

  @Test
  void whoHasThePageIsToldThatItIsTheSame() throws Exception {
    String etag = header(get("/"), "etag");
    HttpResponse<byte[]> again =
        http.send(
            HttpRequest.newBuilder(cloud.url()).header("if-none-match", "W/" + etag).build(),
            BodyHandlers.ofByteArray());
    assertEquals(304, again.statusCode(), new String(again.body(), StandardCharsets.UTF_8) + etag);
    assertEquals(0, again.body().length);
    assertEquals("no-cache", header(again, "cache-control"));
  }

  /// Else a browser would ask every server of the developer's by TLS alone.
  @ParameterizedTest
  @CsvSource({"localhost, false", "localhost:8080, false", "[::1]:1, false", "192.0.2.1, true"})
  void onlyOtherNamesAreToBeAskedByTlsAlone(String host, boolean told) throws Exception {
    String asked = "GET %s HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    for (String path : List.of("/", "/none")) {
      String response = raw(asked.formatted(path)).toLowerCase(Locale.ROOT);
      assertEquals(told, response.contains("strict-transport-security: max-age=9"), response);
    }
  }

  @Test
  void headSaysTheLengthOfWhatGetSends() throws Exception {
    HttpResponse<byte[]> head =
        http.send(HttpRequest.newBuilder(cloud.url()).HEAD().build(), BodyHandlers.ofByteArray());
    assertEquals(Integer.toString(get("/").body().length), header(head, "content-length"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | gzip",
        "*;q=0.1 | gzip",
        "br;q=1, gzip;q=0.5 | gzip",
        "gzip;q=0 | ''",
        "gzip;q=0, * | ''",
        "xgzip | ''",
        "identity | ''"
      })
  void encodingIsReadByItsMeaning(String accepted, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(cloud.url()).header("accept-encoding", accepted).build();
    assertEquals(
        encoding, header(http.send(request, BodyHandlers.ofByteArray()), "content-encoding"));
  }

  @Test
  void pageCanOnlyBeRead() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(cloud.url()).DELETE().build();
    assertEquals(405, http.send(request, BodyHandlers.ofByteArray()).statusCode());
  }

  @Test
  void functionThatFailsIsTheProblemOfTheDeployedGateway() throws Exception {
    HttpResponse<byte[]> response = get("/api/ask");
    assertEquals(500, response.statusCode());
    assertEquals("application/problem+json", header(response, "content-type"));
    String problem = new String(response.body(), StandardCharsets.UTF_8);
    assertTrue(problem.contains("\"code\":\"internal\""), problem);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", cloud.url().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(cloud.url().resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
