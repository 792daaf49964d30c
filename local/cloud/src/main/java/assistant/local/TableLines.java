package assistant.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/// The file of a [LocalTable]: each change is one line, and now and then it is written anew with
/// what there is, so that it stays short however long the page stands.
final class TableLines implements AutoCloseable {
  static final int MANY_LINES = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "pk";
  private static final String ITEM = "item";

  private final Path path;
  private OutputStream out = OutputStream.nullOutputStream();
  private int lines;

  TableLines(Path path) {
    this.path = path;
  }

  /// What the file holds; a last line that was cut by a crash is left out.
  Map<String, Map<String, JsonNode>> read() throws IOException {
    Map<String, Map<String, JsonNode>> items = new TreeMap<>();
    if (Files.exists(path)) {
      try (var all = Files.lines(path)) {
        all.forEach(line -> read(line, items));
      }
    }
    return items;
  }

  private static void read(String line, Map<String, Map<String, JsonNode>> items) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.has(ITEM)) {
        items.put(json.path(KEY).asText(), attributes(json.path(ITEM)));
      } else {
        items.remove(json.path(KEY).asText());
      }
    } catch (JsonProcessingException e) {
      // The machine went down while it was written: nobody was answered.
    }
  }

  static Map<String, JsonNode> attributes(JsonNode json) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    json.properties().forEach(field -> attributes.put(field.getKey(), field.getValue()));
    return attributes;
  }

  /// An item as it is now; null says that it is gone.
  void append(String key, Map<String, JsonNode> item) throws IOException {
    out.write(line(key, item));
    lines++;
  }

  /// Whether most of its lines are of no use any more.
  boolean isStale(int items) {
    return lines > MANY_LINES && lines > 4 * items;
  }

  /// In place of the old one at once, so that a crash leaves one of the two.
  void write(Map<String, Map<String, JsonNode>> items) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (OutputStream all = Files.newOutputStream(fresh)) {
      for (Map.Entry<String, Map<String, JsonNode>> item : items.entrySet()) {
        all.write(line(item.getKey(), item.getValue()));
      }
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    out.close();
    out = Files.newOutputStream(path, StandardOpenOption.APPEND);
    lines = items.size();
  }

  private static byte[] line(String key, Map<String, JsonNode> item) throws IOException {
    ObjectNode line = JSON.createObjectNode().put(KEY, key);
    if (item != null) {
      line.set(ITEM, JSON.valueToTree(item));
    }
    return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
