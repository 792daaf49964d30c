package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI's newer wire format at `/api/v1/responses`.
class ResponsesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StubModel stub = StubModel.start();
  private final RouterDoor door = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString()));

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void wholeResponseHasAllThatClientsRead() throws Exception {
    Door.Heard heard =
        post(
            "{\"model\":\"any\",\"input\":\"stub: text=Hello there!\",\"store\":true,\"text\":{},"
                + "\"max_output_tokens\":9,\"temperature\":0.5,\"metadata\":{\"a\":\"b\"}}");
    JsonNode json = JSON.readTree(heard.body());
    String id = json.path("id").asText();
    assertTrue(id.matches("resp_[0-9a-f]{32}"), heard.body());
    assertEquals(id.substring("resp_".length()), heard.header("x-request-id"));
    int input = json.at("/usage/input_tokens").asInt();
    int output = json.at("/usage/output_tokens").asInt();
    assertTrue(input > 0 && output > 0, heard.body());
    assertEquals(
        JSON.readTree(
            """
            {"id":"%s","object":"response","created_at":%d,"status":"completed","background":false,"model":"llm-assistant",
             "instructions":null,"max_output_tokens":9,"metadata":{"a":"b"},"parallel_tool_calls":false,"previous_response_id":null,
             "store":false,"temperature":0.5,"text":{"format":{"type":"text"}},"tool_choice":"none","tools":[],"top_p":null,
             "truncation":"disabled","error":null,"incomplete_details":null,
             "output":[{"id":"%s","type":"message","status":"completed","role":"assistant",
               "content":[{"type":"output_text","text":"Hello there!","annotations":[],"logprobs":[]}]}],
             "usage":{"input_tokens":%d,"input_tokens_details":{"cached_tokens":0},"output_tokens":%d,
               "output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}}\
            """
                .formatted(
                    id,
                    json.path("created_at").asLong(),
                    id.replace("resp_", "msg_"),
                    input,
                    output,
                    input + output)),
        json);
  }

  @Test
  void eventsComeInTheirOrderAndNumbered() throws Exception {
    Door.Heard heard = post("{\"stream\":true,\"input\":\"stub: text=Hello there!\"}");
    assertEquals("text/event-stream", heard.header("content-type"));
    List<JsonNode> events = events(heard.body());
    assertEquals(
        List.of(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed"),
        events.stream().map(event -> event.path("type").asText()).toList());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt(-1));
      if (events.get(i).path("type").asText().endsWith(".delta")) {
        text.append(events.get(i).path("delta").asText());
        assertEquals(events.get(2).at("/item/id"), events.get(i).path("item_id"));
      }
    }
    assertEquals("Hello there!", text.toString());
    JsonNode whole = events.getLast().path("response");
    assertEquals(text.toString(), whole.at("/output/0/content/0/text").asText());
    assertEquals(text.toString(), events.get(7).path("text").asText());
    assertEquals(events.getFirst().at("/response/id"), whole.path("id"));
    assertTrue(whole.at("/usage/total_tokens").asInt() > 0);
  }

  @Test
  void answerThatIsFullIsIncomplete() throws Exception {
    String body = "\"input\":\"stub: dialect=BARE text=Hello\"}";
    JsonNode whole = JSON.readTree(post("{" + body).body());
    assertEquals("incomplete", whole.path("status").asText());
    assertEquals("max_output_tokens", whole.at("/incomplete_details/reason").asText());
    assertEquals("incomplete", whole.at("/output/0/status").asText());
    JsonNode last = events(post("{\"stream\":true," + body).body()).getLast();
    assertEquals("response.incomplete", last.path("type").asText());
    assertEquals("max_output_tokens", last.at("/response/incomplete_details/reason").asText());
  }

  @Test
  void itemsAndInstructionsReachTheModelBelowTheOwnersPrompt() throws Exception {
    Door.Heard heard =
        post(
            """
            {"instructions":"Be brief.","input":[
              {"role":"user","content":"Hi"},
              {"type":"message","role":"assistant","id":"msg_1","status":"completed",
               "content":[{"type":"output_text","text":"Hello.","annotations":[]}]},
              {"role":"user","content":[{"type":"input_text","text":"And "},{"type":"input_text","text":"now?"}]}]}\
            """);
    assertEquals(200, heard.status(), heard.body());
    JsonNode messages = stub.asked().getFirst().body().path("messages");
    assertEquals("system", messages.at("/0/role").asText());
    assertFalse(messages.at("/0/content").asText().contains("Be brief."));
    assertEquals(
        JSON.readTree(
            """
            [{"role":"user","content":"Be brief."},{"role":"user","content":"Hi"},
             {"role":"assistant","content":"Hello."},{"role":"user","content":"And now?"}]\
            """),
        JSON.valueToTree(
            List.of(messages.get(1), messages.get(2), messages.get(3), messages.get(4))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"previous_response_id\":\"resp_1\"' | previous_response_id",
        "'\"conversation\":\"conv_1\"' | conversation",
        "'\"background\":true' | background",
        "'\"prompt\":{\"id\":\"x\"}' | prompt",
        "'\"tools\":[{\"type\":\"web_search\"}]' | tools",
        "'\"text\":{\"format\":{\"type\":\"json_schema\"}}' | text.format",
        "'\"max_output_tokens\":0' | max_output_tokens",
        "'\"top_logprobs\":2' | top_logprobs",
        "'\"instructions\":7' | instructions",
      })
  void whatCannotBeMetIsRefusedByItsName(String wish, String param) throws Exception {
    assertParam(param, post("{" + wish + ",\"input\":\"Hi\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | input",
        "{\"input\":7} | input",
        "{\"input\":[7]} | input[0]",
        "{\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]} | input[0].type",
        "{\"input\":[{\"type\":\"function_call_output\",\"output\":\"x\"}]} | input[0].type",
        "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}]} | input[0].content[0]",
      })
  void inputThatCannotBeReadIsRefusedByItsPlace(String body, String param) throws Exception {
    assertParam(param, post(body));
  }

  private void assertParam(String param, Door.Heard heard) throws Exception {
    assertEquals(400, heard.status(), heard.body());
    JsonNode error = JSON.readTree(heard.body()).path("error");
    assertEquals(param, error.path("param").asText(), heard.body());
    assertEquals("invalid_request_error", error.path("type").asText());
    assertEquals(0, stub.asked().size());
  }

  private Door.Heard post(String body) throws Exception {
    return door.call(
        new Door.Call(
            "POST",
            "/api/v1/responses",
            Map.of("content-type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  static List<JsonNode> events(String body) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String event : body.split("\n\n")) {
      String[] lines = event.split("\n");
      JsonNode data = JSON.readTree(lines[1].substring("data: ".length()));
      assertEquals("event: " + data.path("type").asText(), lines[0]);
      events.add(data);
    }
    return events;
  }
}
