package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import assistant.stubs.StubReply;
import assistant.stubs.StubScript;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract with a model over the wire: what it is asked, its dialects, and its faults.
public abstract class WireContract extends Contract {
  protected final StubModel stub = StubModel.start();
  private Door hasty;
  private Door wide;

  /// Whether an answer is on its way to the client before it is whole.
  protected abstract boolean streams();

  @Override
  protected Chosen chosen() {
    return new Chosen(
        Map.of("OPENAI_API_KEY", "sk-contract", "OPENAI_BASE_URL", stub.url().toString()),
        StubScript.ANSWER,
        "stub-1",
        "gpt-6-luna",
        "compatible");
  }

  @Override
  protected int asked() {
    return stub.asked().size();
  }

  @BeforeAll
  public void openHastyDoor() throws Exception {
    hasty = open(settings("1s"));
  }

  /// Where the model may write as much as it wants.
  private Door wide() throws Exception {
    if (wide == null) {
      Map<String, String> much = settings("60s");
      much.put("MAX_OUTPUT_TOKENS", "1000000");
      wide = open(much);
    }
    return wide;
  }

  @AfterAll
  public void closeStub() {
    stub.close();
  }

  @Test
  public void questionArrivesAsItWasTyped() throws Exception {
    Door.Call call =
        Door.Call.ask("What is an LLM?").with("content-type", "application/x-www-form-urlencoded");
    door.call(call);
    assertEquals("What is an LLM?", lastQuestion());
  }

  @Test
  public void formFieldIsUnderstood() throws Exception {
    Door.Call call =
        Door.Call.ask("question=What+is+%C3%A9lan%3F&x=1")
            .with("content-type", "application/x-www-form-urlencoded");
    assertEquals(200, door.call(call).status());
    assertEquals("What is élan?", lastQuestion());
  }

  @Test
  public void answerArrivesAsTheModelSaidIt() throws Exception {
    Door.Heard heard =
        door.call(Door.Call.ask("stub: text=He said\n \"é🙂\".").accept("text/event-stream"));
    List<String> events = List.of(heard.body().split("(?<=\n\n)"));
    assertEquals(
        "event: done\ndata: {\"model\":\"stub-1\",\"finishReason\":\"stop\",\"usage\":{\"inputTokens\":7,\"outputTokens\":4}}\n\n",
        events.getLast());
    assertEquals("He said\n \"é🙂\".", tokens(events.subList(1, events.size() - 1)));
    JsonNode whole =
        JSON.readTree(door.call(Door.Call.ask("stub: tokens=2").accept("application/json")).body());
    assertEquals(
        JSON.readTree(
            """
            {"answer": "token0 token1 ", "model": "stub-1", "finishReason": "stop",
             "usage": {"inputTokens": 7, "outputTokens": 2}}\
            """),
        without(whole, "id"));
  }

  @Test
  public void modelIsAskedAsOpenAiWantsIt() throws Exception {
    door.call(Door.Call.ask("How?"));
    StubModel.Asked asked = stub.asked().getLast();
    assertEquals("Bearer sk-contract", asked.headers().get("authorization"));
    assertEquals(
        JSON.readTree(
            """
            {"model": "gpt-6-luna", "stream": true, "stream_options": {"include_usage": true},
             "max_completion_tokens": 1000}\
            """),
        without(asked.body(), "messages"));
  }

  @Test
  public void historyReachesTheModel() throws Exception {
    door.call(
        Door.Call.json(
            """
            {"question": "And then?", "history": [
              {"role": "user", "content": "First?"}, {"role": "assistant", "content": "That."}], "more": [1]}\
            """));
    JsonNode messages = stub.asked().getLast().body().path("messages");
    assertEquals("system", messages.path(0).path("role").asText());
    assertTrue(messages.path(0).path("content").asText().contains("do not know"));
    assertEquals(
        JSON.readTree(
            """
            [{"role": "user", "content": "First?"}, {"role": "assistant", "content": "That."},
             {"role": "user", "content": "And then?"}]\
            """),
        JSON.valueToTree(List.of(messages.path(1), messages.path(2), messages.path(3))));
  }

  @ParameterizedTest
  @MethodSource("assistant.function.Fault#faults")
  public void modelsFaultIsToldAndTheNextQuestionAnswered(Fault fault) throws Exception {
    Door way = fault.code().equals("model_timeout") ? hasty : door;
    Door.Heard heard = way.call(Door.Call.ask(fault.question()).accept(fault.accept()));
    assertProblem(fault.status(), fault.code(), heard);
    assertEquals(fault.retryAfter(), heard.header("retry-after"));
    assertEquals(StubScript.ANSWER, door.call(Door.Call.ask("And now?")).body());
  }

  @ParameterizedTest
  @MethodSource("brokenOff")
  public void answerThatBreaksOffIsToldApartFromAWholeOne(String script) throws Exception {
    Door.Heard events = door.call(Door.Call.ask("stub: " + script).accept("text/event-stream"));
    assertEquals(200, events.status());
    String last = events.body().split("(?<=\n\n)(?=event: error)")[1];
    assertEquals(
        "model_failed",
        JSON.readTree(last.substring("event: error\ndata: ".length())).path("code").asText());
    Door.Heard text = door.call(Door.Call.ask("stub: " + script));
    if (streams()) {
      assertTrue(text.cut());
      assertEquals("token0 token1 token2 ", text.body());
    } else {
      assertProblem(502, "model_failed", text);
    }
    assertEquals(StubScript.ANSWER, door.call(Door.Call.ask("And now?")).body());
  }

  static Stream<String> brokenOff() {
    return Stream.of(
        "tokens=9 cut=3", "tokens=3 dialect=error_event", "tokens=3 dialect=unfinished");
  }

  @ParameterizedTest
  @EnumSource(
      value = StubReply.Dialect.class,
      names = {"OPENAI", "OLLAMA", "LLAMA_SERVER", "VLLM", "BARE"})
  public void everyServersDialectIsUnderstood(StubReply.Dialect dialect) throws Exception {
    for (String way : List.of("", " bytewise")) {
      Door.Heard heard =
          door.call(
              Door.Call.ask("stub: dialect=" + dialect + way + " text=Ünïcödé 🙂🙂 …")
                  .accept("application/json"));
      JsonNode json = JSON.readTree(heard.body());
      assertEquals("Ünïcödé 🙂🙂 …", json.path("answer").asText(), heard.body());
      assertEquals(
          dialect == StubReply.Dialect.BARE ? "length" : "stop",
          json.path("finishReason").asText());
      assertEquals(dialect == StubReply.Dialect.BARE, json.path("usage").isNull());
    }
  }

  @Test
  public void attemptsAreMadeAgainBeforeTheFirstToken() throws Exception {
    assertEquals(StubScript.ANSWER, door.call(Door.Call.ask("stub: status=500 fail=2")).body());
    assertEquals(
        StubScript.ANSWER,
        door.call(Door.Call.ask("stub: status=429 retry-after=1 fail=1")).body());
  }

  /// However little the server cares for the length that it was asked for.
  @Test
  public void answerThatPassesItsLimitIsEnded() throws Exception {
    JsonNode json =
        JSON.readTree(
            door.call(Door.Call.ask("stub: tokens=9000").accept("application/json")).body());
    assertEquals("length", json.path("finishReason").asText());
    assertEquals(16_000, json.path("answer").asText().length());
  }

  @Test
  public void fiveMegabytesArePassedOn() throws Exception {
    Door.Heard heard = wide().call(Door.Call.ask("stub: size=5000000"));
    assertEquals(200, heard.status(), heard.body());
    assertEquals(5_000_000, heard.body().length());
  }

  @Test
  public void sevenMegabytesAreStreamedOrRefusedButKillNothing() throws Exception {
    Door.Heard heard = wide().call(Door.Call.ask("stub: size=7000000"));
    if (streams()) {
      assertEquals(7_000_000, heard.body().length());
    } else {
      assertProblem(502, "model_failed", heard);
    }
    assertEquals(StubScript.ANSWER, door.call(Door.Call.ask("And now?")).body());
  }

  @Test
  public void withoutAModelTheFunctionLivesAndSaysWhatToDo() throws Exception {
    Door bare = open(Map.of());
    Door.Heard heard = bare.call(Door.Call.ask("Hello?"));
    assertProblem(503, "not_configured", heard);
    assertTrue(heard.body().contains("OPENAI_API_KEY"), heard.body());
    JsonNode health =
        JSON.readTree(bare.call(new Door.Call("GET", "/api/health", Map.of(), new byte[0])).body());
    assertFalse(health.path("ready").asBoolean(true));
  }

  private String lastQuestion() {
    return stub.asked().getLast().question();
  }
}
