package assistant.function.aws;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The guard's DynamoDB table: its key is the string `pk`, and an item is deleted some time after
/// the second in `expires`.
public record Table(AwsService dynamoDb, String name) {

  /// One change of one item in DynamoDB's own expressions; `values` are strings and numbers,
  /// `names` stand for attributes whose names are no words.
  public record Change(
      String key,
      String update,
      String condition,
      Map<String, Object> values,
      Map<String, String> names) {
    public Change(String key, String update, Map<String, Object> values) {
      this(key, update, "", values);
    }

    public Change(String key, String update, String condition, Map<String, Object> values) {
      this(key, update, condition, values, Map.of());
    }
  }

  /// What became of a change: the item now, or as it stood when the condition did not hold.
  public record Changed(boolean held, Item item) {}

  public CompletableFuture<Item> read(String key) {
    byte[] request =
        Json.bytes(json -> {
          json.writeStartObject();
          writeKey(json, key);
          json.writeBooleanField("ConsistentRead", true);
          json.writeEndObject();
        });
    return dynamoDb.call("GetItem", request, true).thenApply(answer -> Item.read(answer, "Item"));
  }

  /// Whether it was done in time.
  public static boolean done(Future<?> change, Duration patience) throws InterruptedException {
    try {
      change.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /// A change that does no harm when it happens twice.
  public CompletableFuture<Changed> change(Change change) {
    return change(change, true);
  }

  /// A change that may fail to happen, but never happens twice.
  public CompletableFuture<Changed> changeOnce(Change change) {
    return change(change, false);
  }

  private CompletableFuture<Changed> change(Change change, boolean repeatable) {
    byte[] request =
        Json.bytes(json -> {
          json.writeStartObject();
          writeKey(json, change.key());
          json.writeStringField("UpdateExpression", change.update());
          if (!change.condition().isEmpty()) {
            json.writeStringField("ConditionExpression", change.condition());
            json.writeStringField("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
          }
          writeValues(json, change.values());
          writeNames(json, change.names());
          json.writeStringField("ReturnValues", "ALL_NEW");
          json.writeEndObject();
        });
    return dynamoDb
        .call("UpdateItem", request, repeatable)
        .thenApply(answer -> new Changed(true, Item.read(answer, "Attributes")))
        .exceptionally(Table::refused);
  }

  private static Changed refused(Throwable thrown) {
    Throwable cause = AwsService.cause(thrown);
    if (cause instanceof AwsFailure failure
        && failure.type().equals("ConditionalCheckFailedException")) {
      return new Changed(false, Item.read(failure.body(), "Item"));
    }
    throw new CompletionException(cause);
  }

  private void writeKey(JsonGenerator json, String key) throws IOException {
    json.writeStringField("TableName", name);
    json.writeObjectFieldStart("Key");
    writeValue(json, "pk", key);
    json.writeEndObject();
  }

  private static void writeValues(JsonGenerator json, Map<String, Object> values)
      throws IOException {
    json.writeObjectFieldStart("ExpressionAttributeValues");
    for (Map.Entry<String, Object> value : values.entrySet()) {
      writeValue(json, value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  private static void writeNames(JsonGenerator json, Map<String, String> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("ExpressionAttributeNames");
    for (Map.Entry<String, String> name : names.entrySet()) {
      json.writeStringField(name.getKey(), name.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, String name, Object value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField(value instanceof Number ? "N" : "S", value.toString());
    json.writeEndObject();
  }
}
