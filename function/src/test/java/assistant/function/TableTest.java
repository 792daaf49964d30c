package assistant.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.problem.Code;
import assistant.stubs.StubAws;
import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the function asks of its table, against what table.json tells the other readers.
class TableTest {
  private static final Map<String, String> PARTS =
      Map.of(
          "DATE",
          "\\d{4}-\\d\\d-\\d\\d",
          "HASH",
          "[0-9a-f]{32}",
          "SHA256",
          "[0-9a-f]{64}",
          "WINDOW",
          "\\d+",
          "ID",
          "[0-9a-f]{32}");

  /// An attribute that an update changes, and the value that it is changed by.
  private static final Pattern CHANGED =
      Pattern.compile("(#?\\w+) (?:= (?:if_not_exists\\(\\w+, )?)?(:\\w+)");

  private static final Set<String> CODES =
      Stream.of(Code.values()).map(Code::wire).collect(Collectors.toSet());

  private final Set<String> items = new TreeSet<>();
  private final Set<String> attributes = new TreeSet<>();
  private final Set<String> operations = new TreeSet<>();

  @Test
  void everyItemThatIsWrittenIsWrittenDown() throws Exception {
    JsonNode written = new ObjectMapper().readTree(Files.readString(Path.of("table.json")));
    for (StubAws.Asked asked : askedOfTheTable()) {
      operations.add(asked.target().replaceFirst(".*\\.", ""));
      look(asked.body(), written);
    }
    Set<String> all = new TreeSet<>();
    Set<String> allAttributes = new TreeSet<>();
    Set<String> allOperations = new TreeSet<>();
    written.path("operations").forEach(operation -> allOperations.add(operation.asText()));
    for (JsonNode item : written.path("items")) {
      all.add(item.path("key").asText());
      item.path("attributes")
          .properties()
          .forEach(attribute ->
              allAttributes.add(attribute.getKey() + " " + attribute.getValue().asText()));
    }
    // The owner's commands write these.
    attributes.addAll(Set.of("paused N", "guest S", "dailyTokens N", "validUntil N", "revoked N"));
    assertEquals(all, items);
    assertEquals(allAttributes, attributes);
    assertEquals(allOperations, operations);
  }

  private void look(JsonNode call, JsonNode written) {
    JsonNode key = call.path("Key").path(written.at("/key/name").asText());
    String name = key.path(written.at("/key/type").asText()).asText();
    String item = item(name, written);
    items.add(item);
    Matcher changed = CHANGED.matcher(call.path("UpdateExpression").asText());
    while (changed.find()) {
      String attribute = attribute(changed.group(1), call);
      JsonNode value = call.path("ExpressionAttributeValues").path(changed.group(2));
      attributes.add(attribute + " " + value.fieldNames().next());
    }
  }

  private static String attribute(String name, JsonNode call) {
    if (name.startsWith("#")) {
      return call.path("ExpressionAttributeNames")
          .path(name)
          .asText()
          .replaceFirst("^rated [a-z_]+ \\S+ .+$", "rated LABEL VERSION MODEL");
    }
    return CODES.contains(name) ? "CODE" : name;
  }

  private static String item(String key, JsonNode written) {
    for (JsonNode item : written.path("items")) {
      String form = item.path("key").asText();
      for (Map.Entry<String, String> part : PARTS.entrySet()) {
        form = form.replace(part.getKey(), part.getValue());
      }
      if (key.matches(form)) {
        return item.path("key").asText();
      }
    }
    throw new AssertionError("not written down: " + key);
  }

  /// Of an answer, of one that the provider refuses, of one that is refused here, of a stop, and of
  /// a guest.
  private static List<StubAws.Asked> askedOfTheTable() throws Exception {
    try (StubModel model = StubModel.start();
        StubAws aws = new StubAws(TableTest::done)) {
      Map<String, String> settings = new HashMap<>(aws.environment());
      settings.put("GUARD_TABLE", "table");
      settings.put("ACCESS", "optional");
      settings.put("SHARING", "true");
      settings.put("OPENAI_BASE_URL", model.url().toString());
      RouterDoor door = RouterDoor.open(settings);
      door.call(Door.Call.ask("What is an LLM?"));
      door.call(Door.Call.ask("stub: status=429 code=insufficient_quota"));
      String id = "0123456789abcdef0123456789abcdef";
      door.call(new Door.Call("DELETE", "/api/answers/" + id, Map.of(), new byte[0]));
      feedback(door);
      aws.answer(asked -> asked.body().toString().contains("asker#") ? held() : done(asked));
      door.call(Door.Call.ask("What is an LLM?"));
      aws.answer(TableTest::ofYesterday);
      door.call(Door.Call.ask("Hi").with("x-access-key", "ask-anna").with("x-answer-id", id));
      return List.copyOf(aws.asked());
    }
  }

  private static StubAws.Answer done(StubAws.Asked asked) {
    return new StubAws.Answer(
        200,
        "{\"Attributes\":{\"hmacKey\":{\"S\":\"00\"},\"votedBefore\":{\"S\":\"down other\"},\"salt\":{\"S\":\"00\"},\"tokens\":{\"N\":\"0\"}}}");
  }

  private static void feedback(RouterDoor door) throws Exception {
    Map<String, String> json = Map.of("accept", "application/json");
    String answer = door.call(new Door.Call("POST", "/api/ask", json, "Hi".getBytes(UTF_8))).body();
    String receipt = new ObjectMapper().readTree(answer).path("receipt").asText();
    Map<String, String> type = Map.of("content-type", "application/json");
    for (String rest :
        List.of("ratings \"rating\":\"up\"", "shared \"question\":\"q\",\"answer\":\"a\"")) {
      String body = "{\"receipt\":\"" + receipt + "\"," + rest.split(" ", 2)[1] + "}";
      assertEquals(
          204,
          door.call(
                  new Door.Call(
                      "POST", "/api/" + rest.split(" ", 2)[0], type, body.getBytes(UTF_8)))
              .status());
    }
  }

  /// A key on whose day nobody has asked yet; and no longer, when the answer is settled.
  private static StubAws.Answer ofYesterday(StubAws.Asked asked) {
    String condition = asked.body().path("ConditionExpression").asText();
    String item =
        "{\"validUntil\":{\"N\":\"9999999999\"},\"usedDay\":{\"S\":\"2000-01-01\"},\"dailyTokens\":{\"N\":\"50000\"}}";
    if (condition.contains("usedDay >= ") || condition.startsWith("usedDay = ")) {
      return new StubAws.Answer(
          400, "{\"__type\":\"ConditionalCheckFailedException\",\"Item\":" + item + "}");
    }
    return condition.contains("usedDay")
        ? new StubAws.Answer(200, "{\"Attributes\":" + item + "}")
        : done(asked);
  }

  private static StubAws.Answer held() {
    return StubAws.Answer.error(400, "ConditionalCheckFailedException");
  }
}
