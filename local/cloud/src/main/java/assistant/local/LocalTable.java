package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The guard's table on one machine: DynamoDB's operations on single items, one after the other, in
/// memory, and in a file where one is given. Each change is one line of the file, written before it
/// is answered, so that it is there after a restart; the file is written anew at each start.
final class LocalTable implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "pk";

  private final Map<String, Map<String, JsonNode>> items = new TreeMap<>();
  private final Optional<OutputStream> file;

  LocalTable() {
    file = Optional.empty();
  }

  /// Reads what the file holds; a last line that was cut by a crash is left out.
  LocalTable(Path path) throws IOException {
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        read(line);
      }
    }
    expire(Instant.now());
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      for (Map.Entry<String, Map<String, JsonNode>> item : items.entrySet()) {
        out.write(line(item.getKey(), item.getValue()));
      }
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    file = Optional.of(Files.newOutputStream(path, StandardOpenOption.APPEND));
  }

  private void read(String line) throws IOException {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.has("item")) {
        items.put(json.path(KEY).asText(), attributes(json.path("item")));
      } else {
        items.remove(json.path(KEY).asText());
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // The machine went down while it was written: nobody was answered.
    }
  }

  /// One operation and its answer; throws a [TableError].
  synchronized ObjectNode call(String operation, JsonNode request) throws IOException {
    Expressions.check(request);
    return switch (operation) {
      case "GetItem" -> answer("Item", items.get(key(request.path("Key"))));
      case "PutItem" -> put(request);
      case "UpdateItem" -> update(request);
      case "DeleteItem" -> delete(request);
      case "Scan" -> scan(request);
      case "DescribeTable" -> describe(request);
      default -> throw new TableError("UnknownOperationException", operation);
    };
  }

  private ObjectNode put(JsonNode request) throws IOException {
    Map<String, JsonNode> item = attributes(request.path("Item"));
    String key = key(request.path("Item"));
    Map<String, JsonNode> before = checked(request, key);
    keep(key, item);
    return answer(
        "Attributes", request.path("ReturnValues").asText().equals("ALL_OLD") ? before : null);
  }

  private ObjectNode update(JsonNode request) throws IOException {
    String key = key(request.path("Key"));
    Map<String, JsonNode> before = checked(request, key);
    Map<String, JsonNode> after =
        Expressions.updated(request, before == null ? attributes(request.path("Key")) : before);
    keep(key, after);
    return switch (request.path("ReturnValues").asText("NONE")) {
      case "ALL_NEW" -> answer("Attributes", after);
      case "ALL_OLD" -> answer("Attributes", before);
      default -> JSON.createObjectNode();
    };
  }

  private ObjectNode delete(JsonNode request) throws IOException {
    String key = key(request.path("Key"));
    Map<String, JsonNode> before = checked(request, key);
    keep(key, null);
    return answer(
        "Attributes", request.path("ReturnValues").asText().equals("ALL_OLD") ? before : null);
  }

  private ObjectNode scan(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode found = answer.putArray("Items");
    for (Map<String, JsonNode> item : items.values()) {
      if (Expressions.passes(request, item)) {
        found.add(JSON.<JsonNode>valueToTree(item));
      }
    }
    return answer.put("Count", found.size()).put("ScannedCount", items.size());
  }

  private static ObjectNode describe(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("Table")
        .put("TableStatus", "ACTIVE")
        .set("TableName", request.path("TableName"));
    return answer;
  }

  /// The item as it is, if the request's condition holds for it.
  private Map<String, JsonNode> checked(JsonNode request, String key) {
    Map<String, JsonNode> item = items.get(key);
    if (!Expressions.holds(request, item == null ? Map.of() : item)) {
      boolean wanted =
          request.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD");
      throw new TableError(
          "ConditionalCheckFailedException",
          "The conditional request failed",
          wanted && item != null ? item : Map.of());
    }
    return item;
  }

  private void keep(String key, Map<String, JsonNode> item) throws IOException {
    if (file.isPresent()) {
      file.get().write(line(key, item));
    }
    if (item == null) {
      items.remove(key);
    } else {
      items.put(key, item);
    }
  }

  private static byte[] line(String key, Map<String, JsonNode> item) throws IOException {
    ObjectNode line = JSON.createObjectNode().put(KEY, key);
    if (item != null) {
      line.set("item", JSON.valueToTree(item));
    }
    return (JSON.writeValueAsString(line) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// What DynamoDB's time to live deletes some time after `expires`.
  synchronized void expire(Instant now) {
    items
        .values()
        .removeIf(item ->
            item.containsKey("expires")
                && item.get("expires").path("N").asLong() < now.getEpochSecond());
  }

  private static String key(JsonNode of) {
    JsonNode key = of.path(KEY).path("S");
    if (!key.isTextual() || key.asText().isEmpty()) {
      throw new TableError("ValidationException", "One of the required keys was not given a value");
    }
    return key.asText();
  }

  private static Map<String, JsonNode> attributes(JsonNode json) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    json.properties().forEach(field -> attributes.put(field.getKey(), field.getValue()));
    return attributes;
  }

  private static ObjectNode answer(String field, Map<String, JsonNode> item) {
    ObjectNode answer = JSON.createObjectNode();
    if (item != null) {
      answer.set(field, JSON.valueToTree(item));
    }
    return answer;
  }

  @Override
  public synchronized void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
