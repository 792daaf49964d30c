package assistant.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// The page's files as CloudFront serves them from the bucket: compressed, with the same headers.
final class Site implements HttpHandler {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json");

  private final Path folder;
  private final SiteHeaders headers;

  Site(Path folder, SiteHeaders headers) {
    this.folder = folder.toAbsolutePath().normalize();
    this.headers = headers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = folder.resolve("." + (path.endsWith("/") ? path + "index.html" : path)).normalize();
    headers.all().forEach(exchange.getResponseHeaders()::set);
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(
          exchange,
          405,
          "text/plain; charset=utf-8",
          "This page can only be read.\n".getBytes(StandardCharsets.UTF_8));
    } else if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      send(
          exchange,
          404,
          "text/plain; charset=utf-8",
          "Nothing is here.\n".getBytes(StandardCharsets.UTF_8));
    } else {
      boolean hashed = file.startsWith(folder.resolve("assets"));
      (hashed ? headers.assets() : headers.html()).forEach(exchange.getResponseHeaders()::set);
      send(exchange, 200, type(file), Files.readAllBytes(file));
    }
    exchange.close();
  }

  private static String type(Path file) {
    String name = file.getFileName().toString();
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    byte[] body = content;
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip") && !type.equals("image/png")) {
      body = gzip(content);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
