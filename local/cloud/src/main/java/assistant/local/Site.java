package assistant.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/// The page's files as CloudFront serves them from the bucket: compressed, with validators and the
/// same headers. No link leads out of its folder.
final class Site extends Handler.Abstract {
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
  private final Problems problems;
  private final Map<Path, Served> read = new ConcurrentHashMap<>();

  /// A file as it is sent; read again when it has changed.
  private record Served(FileTime changed, String etag, byte[] plain, byte[] zipped) {}

  Site(Path folder, SiteHeaders headers) {
    this.folder = folder.toAbsolutePath().normalize();
    this.headers = headers;
    this.problems = new Problems(headers);
  }

  SiteHeaders headers() {
    return headers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    boolean head = request.getMethod().equals("HEAD");
    if (!head && !request.getMethod().equals("GET")) {
      problems.send(GatewayProblem.METHOD_NOT_ALLOWED, request, response, callback);
      return true;
    }
    Optional<Path> file = file(request.getHttpURI().getPath());
    if (file.isEmpty()) {
      problems.send(GatewayProblem.NOT_FOUND.with("Nothing is here."), request, response, callback);
      return true;
    }
    Path path = file.get();
    Served served = served(path);
    HttpFields.Mutable told = response.getHeaders();
    headers.put(request, told);
    boolean hashed = path.startsWith(folder.resolve("assets"));
    (hashed ? headers.assets() : headers.html()).forEach(told::put);
    told.put(HttpHeader.CONTENT_TYPE, type(path));
    told.put(HttpHeader.VARY, "Accept-Encoding");
    byte[] body = served.plain();
    String etag = served.etag();
    if (served.zipped() != null && takesGzip(request.getHeaders())) {
      body = served.zipped();
      etag = etag.replaceFirst("\"$", "-gzip\"");
      told.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    told.put(HttpHeader.ETAG, etag);
    if (matches(request.getHeaders(), etag)) {
      response.setStatus(304);
      told.remove(HttpHeader.CONTENT_ENCODING);
      told.remove(HttpHeader.CONTENT_TYPE);
      callback.succeeded();
      return true;
    }
    told.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
    return true;
  }

  /// A regular file within the folder, links followed.
  private Optional<Path> file(String raw) {
    try {
      String path = URIUtil.decodePath(raw);
      Path named = folder.resolve("." + (path.endsWith("/") ? path + "index.html" : path));
      Path real = named.normalize();
      return real.startsWith(folder)
              && Files.isRegularFile(real)
              && real.toRealPath().startsWith(folder.toRealPath())
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Served served(Path file) throws IOException {
    FileTime changed = Files.getLastModifiedTime(file);
    Served known = read.get(file);
    if (known == null || !known.changed().equals(changed)) {
      byte[] plain = Files.readAllBytes(file);
      known =
          new Served(
              changed, etag(plain), plain, type(file).equals("image/png") ? null : gzip(plain));
      read.put(file, known);
    }
    return known;
  }

  private static String type(Path file) {
    String name = file.getFileName().toString();
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  /// By its meaning: `gzip;q=0` is a no, and `*` is a yes.
  private static boolean takesGzip(HttpFields asked) {
    HttpField accepted = asked.getField(HttpHeader.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    QuotedQualityCSV encodings = new QuotedQualityCSV();
    asked.getValuesList(HttpHeader.ACCEPT_ENCODING).forEach(encodings::addValue);
    List<String> taken = encodings.getValues();
    boolean refused =
        asked.getValuesList(HttpHeader.ACCEPT_ENCODING).stream()
            .anyMatch(value -> value.matches("(?i).*\\bgzip\\s*;\\s*q=0(\\.0+)?\\s*(,.*|$)"));
    return taken.contains("gzip") || (taken.contains("*") && !refused);
  }

  /// Weak validators count too. Read by hand: Jetty's reader of lists refuses a `W/` before a
  /// quote.
  private static boolean matches(HttpFields asked, String etag) {
    return asked.getValuesList(HttpHeader.IF_NONE_MATCH).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(known -> known.strip().replaceFirst("^W/", ""))
        .anyMatch(known -> known.equals(etag) || known.equals("*"));
  }

  private static String etag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
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
