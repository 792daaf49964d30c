package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import assistant.stubs.StubReply;
import assistant.stubs.StubScript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [WireContract] holds `/api/ask` to, held against both of OpenAI's formats, by every way in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FormatsContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  protected final StubModel stub = StubModel.start();
  protected Door door;

  protected abstract Door open(Map<String, String> settings) throws Exception;

  /// Whether an answer is on its way to the client before it is whole.
  protected abstract boolean streams();

  @BeforeAll
  public void openDoor() throws Exception {
    door = open(settings("60s"));
  }

  @AfterAll
  public void closeStub() {
    stub.close();
  }

  protected Map<String, String> settings(String timeout) {
    return Map.of(
        "OPENAI_API_KEY",
        "sk-contract",
        "OPENAI_BASE_URL",
        stub.url().toString(),
        "MODEL_TIMEOUT",
        timeout,
        "MAX_HISTORY_TURNS",
        "4");
  }

  /// The two formats: how each asks, and where each has the text and the end of an answer.
  public enum Format {
    CHAT("/api/v1/chat/completions", "/choices/0/message/content", "/choices/0/finish_reason"),
    RESPONSES("/api/v1/responses", "/output/0/content/0/text", "/status");

    private final String path;
    private final String text;
    private final String end;

    Format(String path, String text, String end) {
      this.path = path;
      this.text = text;
      this.end = end;
    }

    String text() {
      return text;
    }

    Door.Call call(boolean stream, String... turns) {
      ObjectNode body = JSON.createObjectNode().put("model", "any").put("stream", stream);
      var list = body.putArray(this == CHAT ? "messages" : "input");
      for (int i = 0; i < turns.length; i++) {
        String role = (turns.length - i) % 2 == 1 ? "user" : "assistant";
        list.addObject().put("role", role).put("content", turns[i]);
      }
      return new Door.Call(
          "POST",
          path,
          Map.of("content-type", "application/json", "accept", "application/json"),
          body.toString().getBytes(StandardCharsets.UTF_8));
    }

    String delta(JsonNode event) {
      return this == CHAT
          ? event.at("/choices/0/delta/content").asText("")
          : event.path("type").asText().endsWith("output_text.delta")
              ? event.path("delta").asText()
              : "";
    }

    String finish(String inChat) {
      return this == CHAT ? inChat : inChat.equals("stop") ? "completed" : "incomplete";
    }
  }

  protected String whole(Format format, String question) throws Exception {
    Door.Heard heard = door.call(format.call(false, question));
    assertEquals(200, heard.status(), heard.body());
    assertEquals("application/json", heard.header("content-type"));
    assertEquals("no-store", heard.header("cache-control"));
    return JSON.readTree(heard.body()).at(format.text).asText();
  }

  /// The text that the events of a stream bring.
  private static String text(Format format, String body) throws Exception {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events(body)) {
      text.append(format.delta(event));
    }
    return text.toString();
  }

  private static List<JsonNode> events(String body) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : body.split("\n")) {
      if (line.startsWith("data: {")) {
        events.add(JSON.readTree(line.substring("data: ".length())));
      }
    }
    return events;
  }

  @ParameterizedTest
  @EnumSource
  public void bothFormsHaveTheModelsText(Format format) throws Exception {
    assertEquals(StubScript.ANSWER, whole(format, "What is an LLM?"));
    Door.Heard heard = door.call(format.call(true, "stub: text=He said\n \"é🙂\"."));
    assertEquals("text/event-stream", heard.header("content-type"));
    assertEquals("He said\n \"é🙂\".", text(format, heard.body()));
    assertFalse(heard.cut());
  }

  @ParameterizedTest
  @EnumSource
  public void conversationReachesTheModel(Format format) throws Exception {
    door.call(format.call(false, "First?", "That.", "And then?"));
    JsonNode messages = stub.asked().getLast().body().path("messages");
    assertTrue(messages.at("/0/content").asText().contains("do not know"));
    assertEquals(
        JSON.readTree(
            """
            [{"role": "user", "content": "First?"}, {"role": "assistant", "content": "That."},
             {"role": "user", "content": "And then?"}]\
            """),
        JSON.valueToTree(List.of(messages.path(1), messages.path(2), messages.path(3))));
    Door.Heard heard = door.call(format.call(false, "1", "2", "3", "4", "5", "6", "7"));
    assertError(400, "history_invalid", heard);
  }

  @ParameterizedTest
  @EnumSource
  public void answerThatBreaksOffIsToldApartFromAWholeOne(Format format) throws Exception {
    for (String script : WireContract.brokenOff().toList()) {
      Door.Heard heard = door.call(format.call(true, "stub: " + script));
      if (streams()) {
        assertTrue(heard.cut(), script);
        assertEquals("token0 token1 token2 ", text(format, heard.body()), script);
        List<JsonNode> events = events(heard.body());
        assertTrue(heard.body().contains("event: error\n"), heard.body());
        assertEquals("model_failed", events.getLast().at("/error/code").asText(), heard.body());
      } else {
        assertError(502, "model_failed", heard);
      }
      assertError(502, "model_failed", door.call(format.call(false, "stub: " + script)));
    }
  }

  @ParameterizedTest
  @EnumSource
  public void everyServersDialectIsUnderstood(Format format) throws Exception {
    for (StubReply.Dialect dialect :
        List.of(
            StubReply.Dialect.OPENAI,
            StubReply.Dialect.OLLAMA,
            StubReply.Dialect.LLAMA_SERVER,
            StubReply.Dialect.VLLM,
            StubReply.Dialect.BARE)) {
      Door.Heard heard =
          door.call(format.call(false, "stub: dialect=" + dialect + " text=Ünïcödé 🙂🙂 …"));
      JsonNode json = JSON.readTree(heard.body());
      assertEquals("Ünïcödé 🙂🙂 …", json.at(format.text).asText(), heard.body());
      assertEquals(
          format.finish(dialect == StubReply.Dialect.BARE ? "length" : "stop"),
          json.at(format.end).asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  public void answerThatPassesItsLimitIsEnded(Format format) throws Exception {
    JsonNode json = JSON.readTree(door.call(format.call(false, "stub: tokens=9000")).body());
    assertEquals(format.finish("length"), json.at(format.end).asText());
    assertEquals(16_000, json.at(format.text).asText().length());
  }

  @ParameterizedTest
  @EnumSource
  public void withoutAModelItSaysWhatToDo(Format format) throws Exception {
    Door.Heard heard = open(Map.of()).call(format.call(true, "Hello?"));
    assertError(503, "not_configured", heard);
    assertTrue(heard.body().contains("OPENAI_API_KEY"), heard.body());
  }

  protected static void assertError(int status, String code, Door.Heard heard) throws Exception {
    assertEquals(status, heard.status(), heard.body());
    JsonNode error = JSON.readTree(heard.body()).path("error");
    assertEquals(
        List.of("message", "type", "param", "code"),
        error.propertyStream().map(Map.Entry::getKey).toList());
    assertEquals(code, error.path("code").asText());
    assertEquals("application/json", heard.header("content-type"));
    assertFalse(heard.header("x-request-id").isEmpty());
    assertFalse(heard.body().contains("secret text"), heard.body());
  }
}
