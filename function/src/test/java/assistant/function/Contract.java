package assistant.function;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every way in keeps to, with every model: whether the router is called, or a process under
/// the real runtime.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class Contract {
  protected static final ObjectMapper JSON = new ObjectMapper();

  /// A model that answers "What is an LLM?": the settings that choose it, what it then says, the
  /// name it gives itself, and what health says of it.
  public record Chosen(
      Map<String, String> settings, String answer, String name, String asked, String provider) {}

  protected Door door;

  /// The assistant with these settings, behind one way in.
  protected abstract Door open(Map<String, String> settings) throws Exception;

  protected abstract Chosen chosen();

  /// How often the model was asked so far, where that can be seen.
  protected int asked() {
    return 0;
  }

  @BeforeAll
  public void openDoor() throws Exception {
    door = open(settings("60s"));
  }

  protected Map<String, String> settings(String timeout) {
    Map<String, String> settings = new HashMap<>(chosen().settings());
    settings.put("MODEL_TIMEOUT", timeout);
    settings.put("MAX_HISTORY_TURNS", "4");
    return settings;
  }

  @Test
  public void textIsAnsweredWithText() throws Exception {
    Door.Heard heard = door.call(Door.Call.ask("What is an LLM?"));
    assertAll(
        () -> assertEquals(200, heard.status()),
        () -> assertEquals(chosen().answer(), heard.body()),
        () -> assertEquals("text/plain; charset=utf-8", heard.header("content-type")),
        () -> assertEquals("no-store", heard.header("cache-control")),
        () -> assertEquals("nosniff", heard.header("x-content-type-options")));
  }

  @Test
  public void bareCurlIsUnderstood() throws Exception {
    Door.Call call =
        Door.Call.ask("What is an LLM?").with("content-type", "application/x-www-form-urlencoded");
    assertEquals(chosen().answer(), door.call(call).body());
  }

  @Test
  public void wholeAnswerIsOneObject() throws Exception {
    Door.Heard heard = door.call(Door.Call.ask("What is an LLM?").accept("application/json"));
    JsonNode json = JSON.readTree(heard.body());
    assertTrue(json.path("id").asText().matches("[0-9a-f]{32}"));
    assertTrue(json.path("usage").path("inputTokens").asInt() > 0, heard.body());
    assertTrue(json.path("usage").path("outputTokens").asInt() > 0, heard.body());
    assertEquals(
        JSON.createObjectNode()
            .put("answer", chosen().answer())
            .put("model", chosen().name())
            .put("finishReason", "stop"),
        without(json, "id", "usage"));
    assertEquals("application/json", heard.header("content-type"));
  }

  @Test
  public void eventsComeInOrder() throws Exception {
    Door.Heard heard = door.call(Door.Call.ask("What is an LLM?").accept("text/event-stream"));
    assertEquals("text/event-stream", heard.header("content-type"));
    List<String> events = List.of(heard.body().split("(?<=\n\n)"));
    assertTrue(
        events.getFirst().matches("event: start\ndata: \\{\"id\":\"[0-9a-f]{32}\"}\n\n"),
        heard.body());
    String done = "event: done\ndata: ";
    assertTrue(events.getLast().startsWith(done), heard.body());
    JsonNode last = JSON.readTree(events.getLast().substring(done.length()));
    assertTrue(last.path("usage").path("outputTokens").asInt() > 0, heard.body());
    assertEquals(
        JSON.createObjectNode().put("model", chosen().name()).put("finishReason", "stop"),
        without(last, "usage"));
    assertEquals(chosen().answer(), tokens(events.subList(1, events.size() - 1)));
  }

  @Test
  public void healthNeverAsksTheModel() throws Exception {
    int before = asked();
    Door.Heard heard = door.call(new Door.Call("GET", "/api/health", Map.of(), new byte[0]));
    ObjectNode expected =
        (ObjectNode)
            JSON.readTree(
                """
                {"status": "ok", "ready": true, "access": "open", "ratings": false, "sharing": false,
                 "limits": {"questionChars": 4000, "historyTurns": 4, "historyChars": 16000, "outputTokens": 1000}}\
                """);
    expected.put("model", chosen().asked()).put("provider", chosen().provider());
    JsonNode json = JSON.readTree(heard.body());
    assertEquals(expected, without(json, "version", "commit"));
    assertTrue(json.path("version").asText().matches("\\d+\\.\\d+\\.\\d+"), heard.body());
    assertEquals(before, asked());
  }

  @Test
  public void answerCanBeStoppedByItsIdOnly() throws Exception {
    String id = "0123456789abcdef0123456789abcdef";
    assertEquals(
        204,
        door.call(new Door.Call("DELETE", "/api/answers/" + id, Map.of(), new byte[0])).status());
    assertProblem(
        404,
        "not_found",
        door.call(new Door.Call("DELETE", "/api/answers/1", Map.of(), new byte[0])));
  }

  @ParameterizedTest
  @MethodSource("assistant.function.Refused#requests")
  public void badRequestIsRefused(Refused refused) throws Exception {
    int before = asked();
    Door.Heard heard = door.call(refused.call());
    assertProblem(refused.status(), refused.code(), heard);
    assertTrue(heard.body().contains(refused.says()), heard.body());
    refused.headers().forEach((name, value) -> assertEquals(value, heard.header(name)));
    assertEquals(before, asked());
  }

  /// The text of token events.
  protected static String tokens(List<String> events) throws Exception {
    String head = "event: token\ndata: ";
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      assertTrue(event.startsWith(head), event);
      text.append(JSON.readTree(event.substring(head.length())).path("text").asText());
    }
    return text.toString();
  }

  protected static JsonNode without(JsonNode json, String... fields) {
    return ((ObjectNode) json.deepCopy()).without(List.of(fields));
  }

  protected static void assertProblem(int status, String code, Door.Heard heard) throws Exception {
    assertEquals(status, heard.status(), heard.body());
    JsonNode json = JSON.readTree(heard.body().getBytes(StandardCharsets.UTF_8));
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of("type", "title", "status", "detail", "code", "instance"),
        fields.stream().filter(field -> !field.equals("retryAfter")).toList());
    String wait = heard.header("retry-after");
    assertEquals(wait == null ? "" : wait, json.path("retryAfter").asText(), heard.body());
    assertEquals(code, json.path("code").asText());
    assertEquals(status, json.path("status").asInt());
    assertEquals("application/problem+json", heard.header("content-type"));
    assertFalse(heard.body().contains("secret text"), heard.body());
    if (status == 429 || status == 503) {
      assertTrue(heard.header("retry-after").matches("[1-9]\\d*"), heard.headers().toString());
    }
  }
}
