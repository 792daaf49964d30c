package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An answer that comes with its tokens' chances, from the provider's stream to the caller.
class ExplainedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StubModel stub = StubModel.start();
  private final RouterDoor door =
      RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString(), "SHOW_THINKING", "true"));

  @AfterEach
  void close() {
    stub.close();
  }

  private String ask(String question, String more, String accept) throws Exception {
    String body = "{\"question\":" + JSON.writeValueAsString(question) + more + "}";
    Door.Heard heard = door.call(Door.Call.json(body).accept(accept));
    assertEquals(200, heard.status(), heard.body());
    return heard.body();
  }

  private JsonNode asked() {
    return stub.asked().getLast().body();
  }

  @Test
  void eachTokensChancesFollowIt() throws Exception {
    String body = ask("stub: text=Hi 😀 you", ",\"explain\":true", "text/event-stream");
    String chance =
        "{\"text\":\"%s\",\"chance\":0.9,\"others\":[{\"text\":\" else\",\"chance\":0.05}]}";
    assertEquals(5, asked().path("top_logprobs").asInt());
    assertTrue(asked().path("logprobs").asBoolean());
    List<String> events = new ArrayList<>();
    for (String event : body.split("\n\n")) {
      if (event.startsWith("event: token") || event.startsWith("event: chances")) {
        events.add(event.substring("event: ".length()));
      }
    }
    StringBuilder told = new StringBuilder();
    StringBuilder said = new StringBuilder();
    for (String event : events) {
      JsonNode data = JSON.readTree(event.substring(event.indexOf("data: ") + 6));
      said.append(data.path("text").asText(""));
      data.path("tokens").forEach(token -> told.append(token.path("text").asText()));
      assertTrue(said.toString().startsWith(told.toString()), "no chance before its text");
    }
    assertEquals("Hi 😀 you", told.toString());
    assertTrue(body.contains(chance.formatted("Hi ")) || body.contains("\"chance\":0.9"), body);
  }

  @Test
  void inJsonTheyAreAField() throws Exception {
    JsonNode answer =
        JSON.readTree(ask("stub: text=Yes.", ",\"explain\":true", "application/json"));
    assertEquals(
        JSON.readTree(
            "[{\"text\":\"Yes.\",\"chance\":0.9,\"others\":[{\"text\":\" else\",\"chance\":0.05}]}]"),
        answer.path("chances"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "',\"explain\":false'", "',\"explain\":null'"})
  void whoDoesNotAskGetsNoneAndTheModelIsNotAsked(String more) throws Exception {
    assertFalse(ask("stub: text=Yes.", more, "text/event-stream").contains("chances"));
    assertFalse(ask("stub: text=Yes.", more, "application/json").contains("chances"));
    assertFalse(asked().has("logprobs") || asked().has("top_logprobs"));
  }

  @Test
  void theHeaderAsksToo() throws Exception {
    Door.Call call = Door.Call.ask("stub: text=Yes.").accept("application/json");
    assertTrue(door.call(call.with("x-explain", "true")).body().contains("\"chances\":[{"));
    assertFalse(door.call(call.with("x-explain", "false")).body().contains("chances"));
    assertEquals(400, door.call(call.with("x-explain", "perhaps")).status());
    assertEquals(
        400, door.call(Door.Call.json("{\"question\":\"a\",\"explain\":\"yes\"}")).status());
  }

  @Test
  void thoughtsComeWithoutChances() throws Exception {
    String body =
        ask(
            "stub: text=<think>A secret plan.</think>\n\nWell, hello.",
            ",\"explain\":true",
            "text/event-stream");
    String chances =
        body.lines()
            .filter(line -> line.startsWith("data: {\"tokens\""))
            .reduce("", String::concat);
    assertTrue(chances.contains("hell") || chances.contains("ell"), body);
    assertFalse(
        chances.contains("sec") || chances.contains("plan") || chances.contains("thin"), chances);
  }

  @Test
  void aServerThatRefusesThemIsAskedWithout() throws Exception {
    String question = "stub: refuses=logprobs text=Yes.";
    assertTrue(ask(question, ",\"explain\":true", "application/json").contains("\"chances\":[]"));
    int before = stub.asked().size();
    ask(question, ",\"explain\":true", "application/json");
    assertEquals(before + 1, stub.asked().size(), "learned");
    assertFalse(asked().has("logprobs"));
  }

  @Test
  void theOlderListsSideBySideAreRead() throws Exception {
    JsonNode answer =
        JSON.readTree(ask("stub: file=older-logprobs", ",\"explain\":true", "application/json"));
    assertEquals("Yes, it is.", answer.path("answer").asText());
    assertEquals(
        JSON.readTree(
            """
            [{"text":"Yes","chance":0.9,"others":[{"text":"No","chance":0.05}]},
             {"text":",","chance":1.0,"others":[]}]\
            """),
        answer.path("chances"));
  }
}
