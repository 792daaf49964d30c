package assistant.stubs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One scenario of a provider's, as data: a head of lines, an empty line, and the body as it comes.
///
/// In the head: the `provider` whose dialect it is, `status` and the response's headers; then what
/// must be heard: `said` and `thought` (the pieces, a JSON list), `end` (a finish reason, or a
/// problem's code), `tokens` (in and out as counted, or none). In the body `«»` parts the pieces in
/// which it is sent, `«0D»` is a byte, `«HANG»` sends nothing more and stays.
public record DialectFile(
    String name,
    String provider,
    int status,
    Map<String, String> headers,
    List<byte[]> pieces,
    boolean hangs,
    List<String> said,
    String thought,
    String end,
    String tokens) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OURS =
      List.of("provider", "status", "said", "thought", "end", "tokens");

  /// In a folder of classes, or in a jar.
  public static List<String> names() {
    try {
      URI ok = DialectFile.class.getResource("/dialects/ok.txt").toURI();
      if (ok.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(ok, Map.of())) {
          return names(jar.getPath("/dialects"));
        }
      }
      return names(Path.of(ok).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(file -> file.substring(0, file.lastIndexOf('.')))
          .sorted()
          .toList();
    }
  }

  public static DialectFile of(String name) {
    try (InputStream in = DialectFile.class.getResourceAsStream("/dialects/" + name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int body = text.indexOf("\n\n");
      Map<String, String> head = new LinkedHashMap<>();
      for (String line : text.substring(0, body).split("\n")) {
        int colon = line.indexOf(": ");
        head.put(line.substring(0, colon), line.substring(colon + 2));
      }
      Map<String, String> headers = new LinkedHashMap<>(head);
      OURS.forEach(headers::remove);
      headers.putIfAbsent("content-type", "text/event-stream");
      String rest = text.substring(body + 2);
      boolean hangs = rest.contains("«HANG»");
      return new DialectFile(
          name,
          head.getOrDefault("provider", ""),
          Integer.parseInt(head.getOrDefault("status", "200")),
          headers,
          pieces(rest.replace("«HANG»", "").replace("«CLOSE»", "")),
          hangs,
          List.of(JSON.readValue(head.getOrDefault("said", "[]"), String[].class)),
          JSON.readValue(head.getOrDefault("thought", "\"\""), String.class),
          head.get("end"),
          head.getOrDefault("tokens", "none"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> pieces(String body) {
    List<byte[]> pieces = new ArrayList<>();
    for (String piece : body.split("«»")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int at = 0; at < piece.length(); ) {
        if (piece.charAt(at) == '«') {
          bytes.write(Integer.parseInt(piece.substring(at + 1, at + 3), 16));
          at += 4;
        } else {
          int next = piece.indexOf('«', at);
          next = next < 0 ? piece.length() : next;
          bytes.writeBytes(piece.substring(at, next).getBytes(StandardCharsets.UTF_8));
          at = next;
        }
      }
      if (bytes.size() > 0) {
        pieces.add(bytes.toByteArray());
      }
    }
    return pieces;
  }

  public byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    pieces.forEach(body::writeBytes);
    return body.toByteArray();
  }

  /// The whole text.
  public String text() {
    return String.join("", said);
  }

  /// Whether the answer comes to an end, rather than to a problem.
  public boolean answers() {
    return List.of("stop", "length", "content_filter", "other").contains(end);
  }

  public String tokens(int input, int output) {
    return input + " " + output;
  }
}
