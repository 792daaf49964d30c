package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI's wire format at `/api/v1`, as its clients need it.
class CompletionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StubModel stub = StubModel.start();
  private final RouterDoor door =
      RouterDoor.open(
          Map.of("OPENAI_BASE_URL", stub.url().toString(), "MAX_QUESTION_CHARS", "200"));

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void wholeCompletionHasAllThatClientsRead() throws Exception {
    Door.Heard heard =
        post(
            "{\"model\":\"any\",\"stream\":false,\"messages\":["
                + user("stub: text=Hello there!")
                + "]}");
    JsonNode json = JSON.readTree(heard.body());
    String id = json.path("id").asText();
    assertTrue(id.matches("chatcmpl-[0-9a-f]{32}"), id);
    assertEquals(id.substring("chatcmpl-".length()), heard.header("x-request-id"));
    assertTrue(json.path("created").asLong() > 1_700_000_000L);
    int output = json.path("usage").path("completion_tokens").asInt();
    int input = json.path("usage").path("prompt_tokens").asInt();
    assertTrue(output > 0 && input > 0, heard.body());
    assertEquals(
        JSON.readTree(
            """
            {"id":"%s","object":"chat.completion","created":%d,"model":"llm-assistant","system_fingerprint":null,
             "choices":[{"index":0,"message":{"role":"assistant","content":"Hello there!","refusal":null},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}\
            """
                .formatted(id, json.path("created").asLong(), input, output, input + output)),
        json);
  }

  @Test
  void streamedCompletionIsWholeForTheStrictestClient() throws Exception {
    Door.Heard heard =
        post(
            "{\"model\":\"any\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":["
                + user("stub: text=Hello there!")
                + "]}");
    assertEquals("text/event-stream", heard.header("content-type"));
    List<String> data =
        heard
            .body()
            .lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> line.substring(6))
            .toList();
    assertEquals("[DONE]", data.getLast());
    List<JsonNode> chunks =
        data.subList(0, data.size() - 1).stream().map(CompletionsTest::tree).toList();
    for (JsonNode chunk : chunks) {
      assertEquals("chat.completion.chunk", chunk.path("object").asText());
      assertEquals("llm-assistant", chunk.path("model").asText());
      assertEquals(chunks.getFirst().path("id"), chunk.path("id"));
      assertEquals(chunks.getFirst().path("created"), chunk.path("created"));
    }
    JsonNode first = chunks.getFirst().path("choices").path(0);
    assertEquals(tree("{\"role\":\"assistant\",\"content\":\"\"}"), first.path("delta"));
    assertTrue(first.has("finish_reason") && first.path("finish_reason").isNull());
    assertEquals(
        "Hello there!",
        chunks.stream()
            .map(chunk -> chunk.path("choices").path(0).path("delta").path("content").asText(""))
            .collect(Collectors.joining()));
    JsonNode usage = chunks.getLast();
    assertTrue(usage.path("choices").isArray() && usage.path("choices").isEmpty());
    assertTrue(usage.path("usage").path("total_tokens").asInt() > 0);
    JsonNode last = chunks.get(chunks.size() - 2).path("choices").path(0);
    assertEquals(tree("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}"), last);
  }

  @Test
  void theOwnersPromptStandsFirstAndTheClientsBelowIt() throws Exception {
    post(
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},"
            + "{\"role\":\"assistant\",\"content\":null},"
            + user("And?")
            + "],\"temperature\":0.1,\"user\":\"x\",\"metadata\":{},\"tools\":[],\"n\":1,\"modalities\":[\"text\"]}");
    JsonNode messages = stub.asked().getFirst().body().path("messages");
    assertEquals("system", messages.path(0).path("role").asText());
    assertFalse(messages.path(0).path("content").asText().contains("Be brief."));
    assertEquals("Be brief.", messages.path(1).path("content").asText());
    assertEquals("user", messages.path(1).path("role").asText());
    assertEquals("And?", messages.path(messages.size() - 1).path("content").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"tools\":[{\"type\":\"function\"}]' | tools",
        "'\"n\":2' | n",
        "'\"logprobs\":true' | logprobs",
        "'\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}' | response_format",
        "'\"modalities\":[\"text\",\"audio\"]' | modalities",
        "'\"max_tokens\":0' | max_tokens",
        "'\"temperature\":2.1' | temperature",
        "'\"temperature\":\"hot\"' | temperature",
        "'\"top_p\":-0.1' | top_p",
        "'\"presence_penalty\":3' | presence_penalty",
        "'\"frequency_penalty\":-3' | frequency_penalty",
        "'\"seed\":1.5' | seed",
        "'\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]' | stop",
        "'\"stop\":\"\"' | stop",
        "'\"stop\":[1]' | stop",
        "'\"top_logprobs\":3' | top_logprobs",
        "'\"logit_bias\":{\"50256\":-100}' | logit_bias",
        "'\"functions\":[{\"name\":\"f\"}]' | functions",
        "'\"audio\":{\"voice\":\"x\"}' | audio",
        "'\"web_search_options\":{\"x\":1}' | web_search_options",
        "'\"max_completion_tokens\":-5' | max_completion_tokens",
        "'\"stream\":\"yes\"' | stream"
      })
  void whatCannotBeMetIsRefusedByItsName(String wish, String param) throws Exception {
    Door.Heard heard = post("{" + wish + ",\"messages\":[" + user("Hi") + "]}");
    assertEquals(400, heard.status(), heard.body());
    JsonNode error = JSON.readTree(heard.body()).path("error");
    assertEquals(param, error.path("param").asText());
    assertEquals("invalid_request_error", error.path("type").asText());
    assertEquals("unsupported_parameter", error.path("code").asText());
    assertEquals("false", heard.header("x-should-retry"));
    assertEquals(0, stub.asked().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400 | body_invalid | invalid_request_error",
        "[] | 400 | body_invalid | invalid_request_error",
        "{\"messages\":[]} | 400 | question_missing | invalid_request_error",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]} | 400 | question_missing | invalid_request_error",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]} | 400 | unsupported_parameter | invalid_request_error",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]} | 400 | unsupported_parameter | invalid_request_error",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"stub: status=401\"}]} | 503 | model_auth_failed | server_error"
      })
  void errorsHaveOpenAisShapeAndOurCodes(String body, int status, String code, String type)
      throws Exception {
    Door.Heard heard = post(body);
    assertEquals(status, heard.status(), heard.body());
    JsonNode error = JSON.readTree(heard.body()).path("error");
    assertEquals(code, error.path("code").asText());
    assertEquals(type, error.path("type").asText());
    assertFalse(error.path("message").asText().isBlank());
    assertEquals("request-1", heard.header("x-request-id"));
    assertEquals("false", heard.header("x-should-retry"));
  }

  @Test
  void wishesReachTheModel() throws Exception {
    post(
        "{\"messages\":["
            + user("Hi")
            + "],\"max_tokens\":70,\"max_completion_tokens\":50,\"temperature\":0.5,\"top_p\":0.9,"
            + "\"presence_penalty\":1,\"frequency_penalty\":-1.5,\"seed\":7,\"stop\":[\"END\",\"STOP\"],"
            + "\"user\":\"x\",\"reasoning_effort\":\"high\",\"service_tier\":\"auto\"}");
    JsonNode sent = stub.asked().getFirst().body().deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) sent).remove(List.of("messages", "model"));
    assertEquals(
        tree(
            "{\"temperature\":0.5,\"top_p\":0.9,\"presence_penalty\":1.0,\"frequency_penalty\":-1.5,"
                + "\"seed\":7,\"stop\":[\"END\",\"STOP\"],\"max_completion_tokens\":50,\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}"),
        sent);
  }

  @Test
  void noClientGetsMoreTokensThanTheOwnerAllows() throws Exception {
    post("{\"max_tokens\":999999,\"messages\":[" + user("Hi") + "]}");
    assertEquals(1000, stub.asked().getFirst().body().path("max_completion_tokens").asInt());
  }

  @Test
  void answerEndsBeforeAStopTextThatTheModelPassedOver() throws Exception {
    JsonNode json =
        JSON.readTree(
            post("{\"stop\":\"token3\",\"messages\":[" + user("stub: tokens=40 every=20") + "]}")
                .body());
    assertEquals(
        "token0 token1 token2 ", json.at("/choices/0/message/content").asText(), json.toString());
    assertEquals("stop", json.at("/choices/0/finish_reason").asText());
    StubModel.Asked asked = stub.asked().getFirst();
    for (int i = 0; i < 400 && !asked.isBroken(); i++) {
      Thread.sleep(5);
    }
    assertTrue(asked.isBroken(), "the model wrote on: " + asked.sent());
  }

  @Test
  void wishThatTheProviderRefusesIsLeftOut() throws Exception {
    for (int i = 0; i < 2; i++) {
      Door.Heard heard =
          post("{\"seed\":7,\"top_p\":0.5,\"messages\":[" + user("stub: refuses=top_p") + "]}");
      assertEquals(200, heard.status(), heard.body());
    }
    assertEquals(3, stub.asked().size());
    assertFalse(stub.asked().getLast().body().has("top_p"));
    assertEquals(7, stub.asked().getLast().body().path("seed").asInt());
  }

  @Test
  void valueThatTheProviderRefusesTakesTheFieldFromNobodyElse() throws Exception {
    for (int i = 0; i < 2; i++) {
      post(
          "{\"temperature\":1.5,\"messages\":[" + user("stub: file=s400-temperature-range") + "]}");
    }
    assertEquals(
        List.of(true, false, true, false),
        stub.asked().stream().map(asked -> asked.body().has("temperature")).toList());
  }

  @Test
  void answerThatItsAskerBoundedToNothingIsNoFailure() throws Exception {
    String script = "stub: dialect=BARE text=";
    Door.Heard heard = post("{\"max_tokens\":1,\"messages\":[" + user(script) + "]}");
    assertEquals(200, heard.status(), heard.body());
    assertEquals("length", JSON.readTree(heard.body()).at("/choices/0/finish_reason").asText());
  }

  @Test
  void ownerCanRefuseTheSystemMessagesOfPrograms() throws Exception {
    RouterDoor strict =
        RouterDoor.open(
            Map.of("OPENAI_BASE_URL", stub.url().toString(), "API_SYSTEM_MESSAGES", "false"));
    Door.Call call =
        new Door.Call(
            "POST",
            "/api/v1/chat/completions",
            Map.of(),
            ("{\"messages\":[{\"role\":\"system\",\"content\":\"Rhyme.\"}," + user("Hi") + "]}")
                .getBytes(StandardCharsets.UTF_8));
    Door.Heard heard = strict.call(call);
    assertEquals(400, heard.status(), heard.body());
    assertEquals("messages[0].role", JSON.readTree(heard.body()).at("/error/param").asText());
  }

  @Test
  void tooLongAQuestionIsToldSo() throws Exception {
    Door.Heard heard = post("{\"messages\":[" + user("x".repeat(201)) + "]}");
    assertEquals(413, heard.status());
    assertEquals(
        "question_too_long", JSON.readTree(heard.body()).path("error").path("code").asText());
  }

  @Test
  void oneModelOfOurOwnNameIsListed() throws Exception {
    JsonNode models = JSON.readTree(get("/api/v1/models").body());
    assertEquals("list", models.path("object").asText());
    assertEquals(1, models.path("data").size());
    assertEquals("llm-assistant", models.path("data").path(0).path("id").asText());
    assertEquals(
        models.path("data").path(0), JSON.readTree(get("/api/v1/models/llm-assistant").body()));
    Door.Heard other = get("/api/v1/models/gpt-5");
    assertEquals(404, other.status());
    assertEquals("not_found", JSON.readTree(other.body()).path("error").path("code").asText());
  }

  @Test
  void whatTheChunksCallItStopsTheAnswer() throws Exception {
    String id = "0123456789abcdef0123456789abcdef";
    for (String name : List.of(id, "chatcmpl-" + id)) {
      Door.Call stop = new Door.Call("DELETE", "/api/answers/" + name, Map.of(), new byte[0]);
      assertEquals(204, door.call(stop).status());
    }
  }

  private Door.Heard post(String body) throws Exception {
    return door.call(
        new Door.Call(
            "POST",
            "/api/v1/chat/completions",
            Map.of("content-type", "application/json", "accept", "application/json"),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private Door.Heard get(String path) throws Exception {
    return door.call(new Door.Call("GET", path, Map.of(), new byte[0]));
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (java.io.IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
