package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.dynamodb.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same requests, played to the local table and to DynamoDB Local, are answered alike: status,
/// error's type, and every attribute.
@Tag("process")
class SameTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> theirs = Tables.environment();
  private final TableServer server = server();

  private static TableServer server() {
    try {
      return new TableServer(new LocalTable());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  /// Each is an operation and its request; `KEY` is the item's key, values are written `:name=1` or
  /// `:name='text'`, names `#name=attribute`.
  private static final List<String> CALLS =
      List.of(
          "GetItem k",
          "UpdateItem k | SET salt = if_not_exists(salt, :a), expires = :e | | :a='00' :e=5",
          "UpdateItem k | SET salt = if_not_exists(salt, :a), expires = :e | | :a='11' :e=6",
          "UpdateItem k | ADD asks :one SET expires = :e | attribute_not_exists(asks) OR asks < :most | :one=1 :most=2 :e=7",
          "UpdateItem k | ADD asks :one SET expires = :e | attribute_not_exists(asks) OR asks < :most | :one=1 :most=2 :e=8",
          "UpdateItem k | ADD asks :one SET expires = :e | attribute_not_exists(asks) OR asks < :most | :one=1 :most=2 :e=9",
          "UpdateItem day | ADD tokens :w, asks :one SET expires = :e | attribute_not_exists(tokens) OR tokens <= :room | :w=1100 :one=1 :room=3900 :e=9",
          "UpdateItem day | ADD tokens :more | tokens <= :room | :more=3000 :room=2000",
          "UpdateItem day | ADD tokens :rest, inputTokens :i, outputTokens :o, settled :one | | :rest=-1090 :i=7 :o=3 :one=1",
          "UpdateItem day | ADD budget_used_up :one, tokens :rest, asks :less | | :one=1 :rest=-5 :less=-1",
          "UpdateItem page | SET circuitUntil = :u, circuitCode = :c | attribute_not_exists(circuitUntil) OR circuitUntil < :u | :u=100 :c='paused'",
          "UpdateItem page | SET circuitUntil = :u, circuitCode = :c | attribute_not_exists(circuitUntil) OR circuitUntil < :u | :u=90 :c='paused'",
          "UpdateItem page | REMOVE paused, circuitUntil, circuitCode | |",
          "UpdateItem answer | SET asked = :one, expires = :e | attribute_not_exists(asked) | :one=1 :e=3",
          "UpdateItem answer | SET asked = :one, expires = :e | attribute_not_exists(asked) | :one=1 :e=4",
          // Access keys: unknown, as it is invited, reserved, settled, a new day, revoked, gone.
          "UpdateItem key | ADD tokensLeft :less | VALID AND usedDay >= :today AND tokensLeft >= :w | :less=-10 :w=10 :now=5 :today='2026-12-01'",
          "PutItem key | | attribute_not_exists(pk) | guest='anna' dailyTokens=50 tokensLeft=50 usedDay='2026-12-01' usedTokens=0 validUntil=9 expires=99",
          "PutItem key | | attribute_not_exists(pk) | guest='bob'",
          "UpdateItem key | ADD tokensLeft :less | VALID AND usedDay >= :today AND tokensLeft >= :w | :less=-40 :w=40 :now=5 :today='2026-12-01'",
          "UpdateItem key | ADD tokensLeft :less | VALID AND usedDay >= :today AND tokensLeft >= :w | :less=-11 :w=11 :now=5 :today='2026-12-01'",
          "UpdateItem key | ADD tokensLeft :rest, usedTokens :used | usedDay = :day | :rest=32 :used=8 :day='2026-12-01'",
          "UpdateItem key | SET usedDay = :today, tokensLeft = dailyTokens - :w | VALID AND usedDay < :today AND dailyTokens >= :w | :w=51 :now=5 :today='2026-12-02'",
          "UpdateItem key | SET usedDay = :today, tokensLeft = dailyTokens - :w | VALID AND usedDay < :today AND dailyTokens >= :w | :w=10 :now=5 :today='2026-12-02'",
          "UpdateItem key | ADD tokensLeft :rest, usedTokens :used | usedDay = :day | :rest=32 :used=8 :day='2026-12-01'",
          "UpdateItem key | ADD usedTokens :used | attribute_exists(pk) | :used=8",
          "UpdateItem key | ADD tokensLeft :less | VALID AND usedDay >= :today AND tokensLeft >= :w | :less=-1 :w=1 :now=9 :today='2026-12-02'",
          "UpdateItem key | SET revoked = :one | attribute_exists(pk) | :one=1",
          "UpdateItem key | ADD tokensLeft :less | VALID AND usedDay >= :today AND tokensLeft >= :w | :less=-1 :w=1 :now=5 :today='2026-12-02'",
          "Scan | begins_with(pk, :p) | | :p='key'",
          "Scan | begins_with(guest, :p) | | :p='an'",
          "Scan | begins_with(#n, :p) OR NOT attribute_exists(expires) | | :p='an' #n=guest",
          "Scan | | |",
          "DeleteItem key | | attribute_not_exists(pk) |",
          "DeleteItem key | | attribute_exists(pk) |",
          "DeleteItem key | | |",
          "UpdateItem key | ADD usedTokens :used | attribute_exists(pk) | :used=8",
          "GetItem key");

  /// What is read or refused in another way than ours.
  private static final List<String> OTHERS =
      List.of(
          "UpdateItem k | ADD asks :one SET asks = :one | | :one=1",
          "UpdateItem k | SET salt = salt + :one | | :one=1",
          "UpdateItem k | ADD salt :one | | :one=1",
          "UpdateItem k | SET asks = absent + :one | | :one=1",
          "UpdateItem k | SET asks = :none | |",
          "UpdateItem k | FOO asks :one | | :one=1",
          "UpdateItem k | SET asks = :one | asks BETWEEN :one AND :two | :one=1 :two=2",
          "UpdateItem k | SET asks = :one | asks IN (:two, :one) | :one=1 :two=2",
          "UpdateItem k | SET asks = :one | asks = :t | :one=1 :t='1'",
          "UpdateItem k | SET asks = :one | asks <> :t | :one=1 :t='1'",
          "UpdateItem k | SET asks = :one | absent <> :t | :one=1 :t='1'",
          "UpdateItem k | SET asks = :one | NOT absent = :t | :one=1 :t='1'",
          "UpdateItem k | SET asks = :one | (salt > :t OR asks = :one) AND NOT attribute_exists(absent) | :one=1 :t='9'",
          "UpdateItem k | SET #a = :one, asks = asks - :one | | :one=1 #a=with.dots",
          "UpdateItem k | SET asks = :one | | :one=1 :unused=1",
          "UpdateItem k | SET asks = :one SET salt = :one | | :one=1",
          "GetItem k");

  @Test
  void everyRequestOfOursIsAnsweredAlike() throws Exception {
    for (String call : CALLS) {
      same(call);
    }
    for (String call : OTHERS) {
      same(call);
    }
  }

  /// Any of our conditions over any state that our updates can leave.
  @Test
  void mixturesAreAnsweredAlike() throws Exception {
    Random random = new Random(18);
    List<String> updates = CALLS.stream().filter(call -> call.startsWith("UpdateItem ")).toList();
    int held = 0;
    for (int i = 0; i < 200; i++) {
      String[] one = updates.get(random.nextInt(updates.size())).split("\\|", -1);
      String[] other = updates.get(random.nextInt(updates.size())).split("\\|", -1);
      String both = one[3] + " " + other[3];
      held += same("UpdateItem k |" + one[1] + "|" + other[2] + "|" + distinct(both)) ? 1 : 0;
    }
    assertTrue(held > 30 && held < 180, held + " of 200 were carried out");
  }

  private static String distinct(String values) {
    Map<String, String> kept = new java.util.TreeMap<>();
    for (String value : values.strip().split("\\s+")) {
      kept.putIfAbsent(value.split("=")[0], value);
    }
    return String.join(" ", kept.values());
  }

  /// Whether it was carried out.
  private boolean same(String call) throws Exception {
    String[] parts = call.split("\\|", -1);
    String[] head = parts[0].strip().split(" ");
    ObjectNode request = JSON.createObjectNode();
    if (!head[0].equals("Scan")) {
      request
          .putObject(head[0].equals("PutItem") ? "Item" : "Key")
          .putObject("pk")
          .put("S", head[1]);
    }
    if (parts.length > 1) {
      write(request, head[0], parts);
    }
    String ours = answer(server.environment(), head[0], request.deepCopy());
    assertEquals(answer(theirs, head[0], request.deepCopy()), ours, call);
    return ours.startsWith("200");
  }

  private static void write(ObjectNode request, String operation, String[] parts) {
    String expression = parts[1].strip();
    String condition =
        parts[2]
            .strip()
            .replace(
                "VALID",
                "attribute_exists(pk) AND attribute_not_exists(revoked) AND validUntil > :now");
    if (!expression.isEmpty()) {
      request.put(operation.equals("Scan") ? "FilterExpression" : "UpdateExpression", expression);
    }
    if (!condition.isEmpty()) {
      request.put("ConditionExpression", condition);
      request.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
    }
    if (operation.equals("UpdateItem")) {
      request.put("ReturnValues", "ALL_NEW");
    } else if (operation.equals("DeleteItem")) {
      request.put("ReturnValues", "ALL_OLD");
    }
    String all = expression + " " + condition + " ";
    for (String value : parts[3].strip().split("\\s+")) {
      String name = value.split("=")[0];
      if (name.startsWith("#")) {
        if (all.contains(name)) {
          request.withObjectProperty("ExpressionAttributeNames").put(name, value.split("=")[1]);
        }
      } else if (name.startsWith(":")) {
        // What no expression uses is refused; the one that is called so is left in.
        if (all.matches(".*" + name + "\\b.*") || name.equals(":unused")) {
          value(request.withObjectProperty("ExpressionAttributeValues"), value);
        }
      } else if (!name.isEmpty()) {
        value(request.withObjectProperty("Item"), value);
      }
    }
  }

  private static void value(ObjectNode in, String value) {
    String[] both = value.split("=", 2);
    boolean text = both[1].startsWith("'");
    in.putObject(both[0]).put(text ? "S" : "N", both[1].replace("'", ""));
  }

  private String answer(Map<String, String> table, String operation, ObjectNode request)
      throws IOException, InterruptedException {
    request.put("TableName", table.get("GUARD_TABLE"));
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(table.get("AWS_ENDPOINT_URL_DYNAMODB")))
                .header("x-amz-target", "DynamoDB_20120810." + operation)
                .header("content-type", "application/x-amz-json-1.0")
                .header(
                    "authorization",
                    "AWS4-HMAC-SHA256 Credential="
                        + table.get("AWS_ACCESS_KEY_ID")
                        + "/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(request.toString()))
                .build(),
            BodyHandlers.ofByteArray());
    JsonNode body = JSON.readTree(response.body());
    List<String> items = new ArrayList<>();
    StreamSupport.stream(body.path("Items").spliterator(), false)
        .map(SameTableTest::sorted)
        .sorted(Comparator.naturalOrder())
        .forEach(items::add);
    return response.statusCode()
        + " "
        + body.path("__type").asText().replaceFirst(".*#", "")
        + sorted(body.path("Item"))
        + sorted(body.path("Attributes"))
        + items
        + body.path("Count").asText();
  }

  private static String sorted(JsonNode item) {
    Map<String, String> attributes = new java.util.TreeMap<>();
    item.properties().forEach(one -> attributes.put(one.getKey(), one.getValue().toString()));
    return attributes.toString();
  }
}
