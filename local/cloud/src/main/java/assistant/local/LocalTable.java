package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The guard's table on one machine: DynamoDB's operations on single items, one after the other, in
/// memory, and in a file where one is given ([TableLines]): each change is written before it is
/// answered, so that it is there after a restart. What has expired is deleted each minute.
final class LocalTable implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "pk";

  private static final Duration BETWEEN_DELETIONS = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Map<String, JsonNode>> items;
  private final Optional<TableLines> file;
  private Instant nextDeletion;

  LocalTable() {
    this(new TreeMap<>(), Optional.empty(), InstantSource.system());
  }

  LocalTable(Path path) throws IOException {
    this(path, InstantSource.system());
  }

  LocalTable(Path path, InstantSource clock) throws IOException {
    TableLines kept = new TableLines(path);
    this(kept.read(), Optional.of(kept), clock);
    expire();
    kept.write(items);
  }

  private LocalTable(
      Map<String, Map<String, JsonNode>> items, Optional<TableLines> file, InstantSource clock) {
    this.items = items;
    this.file = file;
    this.clock = clock;
    nextDeletion = clock.instant().plus(BETWEEN_DELETIONS);
  }

  /// One operation and its answer; throws a [TableError].
  synchronized ObjectNode call(String operation, JsonNode request) throws IOException {
    Expressions.check(request);
    if (clock.instant().isAfter(nextDeletion)) {
      nextDeletion = clock.instant().plus(BETWEEN_DELETIONS);
      expire();
    }
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
    Map<String, JsonNode> item = TableLines.attributes(request.path("Item"));
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
        Expressions.updated(
            request, before == null ? TableLines.attributes(request.path("Key")) : before);
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
      file.get().append(key, item);
    }
    if (item == null) {
      items.remove(key);
    } else {
      items.put(key, item);
    }
    if (file.isPresent() && file.get().isStale(items.size())) {
      file.get().write(items);
    }
  }

  /// What DynamoDB's time to live deletes some time after `expires`.
  private void expire() {
    long now = clock.instant().getEpochSecond();
    items
        .values()
        .removeIf(
            item -> item.containsKey("expires") && item.get("expires").path("N").asLong() < now);
  }

  private static String key(JsonNode of) {
    JsonNode key = of.path(KEY).path("S");
    if (!key.isTextual() || key.asText().isEmpty()) {
      throw new TableError("ValidationException", "One of the required keys was not given a value");
    }
    return key.asText();
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
