package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program is told that asks in the wrong place or way, or for what is not here: in OpenAI's
/// shape, and so that it can be mended.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongPathsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/api/v1/chat/completions";

  private final StubModel stub = StubModel.start();
  private final RouterDoor door = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString()));

  @AfterAll
  void close() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/v1/chat/completions, added to it twice",
    "POST, /api/v1/v1, added to it twice",
    "POST, /api/v1/api/v1/responses, added to it twice",
    "POST, /api/v1/chat/completions/chat/completions, /api/v1/chat/completions",
    "POST, /api/v1//chat/completions, /api/v1/chat/completions",
    "POST, /api/v1/completions, /api/v1/chat/completions",
    "POST, /api/v1/embeddings, and no others",
    "POST, /api/v1/audio/speech, and no others",
    "POST, /api/v1/messages, and no others",
    "GET, /api/v1, and no others",
    "GET, /api/v1/, and no others",
    "GET, /api/v1/models/gpt-6-luna, llm-assistant",
    "GET, /api/v1/responses/resp_0123456789abcdef0123456789abcdef, Nothing is kept"
  })
  void nothingIsThereAndWhatIsIsTold(String method, String path, String words) throws Exception {
    JsonNode error = error(404, call(method, path, "{}"));
    assertEquals("not_found", error.path("code").asText());
    assertTrue(error.path("message").asText().contains(words), error.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /api/v1/chat/completions | POST",
        "OPTIONS | /api/v1/chat/completions | POST",
        "PUT | /api/v1/responses/ | POST",
        "POST | /api/v1/models | GET, HEAD",
        "OPTIONS | /api/v1/models/llm-assistant/ | GET, HEAD"
      })
  void whatIsAllowedIsTold(String method, String path, String allowed) throws Exception {
    Door.Heard heard = call(method, path, "");
    assertEquals("method_not_allowed", error(405, heard).path("code").asText());
    assertEquals(allowed, heard.header("allow"));
  }

  @Test
  void headIsAnsweredAsGetWithoutTheBody() throws Exception {
    for (String path :
        new String[] {"/api/v1/models", "/api/v1/models/llm-assistant/", "/api/health"}) {
      Door.Heard heard = call("HEAD", path, "");
      assertEquals(200, heard.status(), path);
      assertEquals("", heard.body());
      assertEquals("application/json", heard.header("content-type"));
    }
    Door.Heard heard = call("HEAD", CHAT, "");
    assertEquals("405 POST ", heard.status() + " " + heard.header("allow") + " " + heard.body());
  }

  @Test
  void aSlashAtTheEndIsPassedOver() throws Exception {
    String body = "{'messages':[{'role':'user','content':'stub: text=Yes.'}]}".replace('\'', '"');
    assertEquals(200, call("POST", CHAT + "/", body).status());
  }

  /// An object switches a feature on, even without a field; another type than the field's is a wish
  /// that nobody can read.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'web_search_options':{}",
        "'audio':{}",
        "'prediction':{}",
        "'function_call':{}",
        "'functions':{}",
        "'tools':{}",
        "'tool_choice':{}",
        "'tool_choice':'required'",
        "'tool_choice':{'type':'function','function':{'name':'f'}}",
        "'logprobs':{}",
        "'modalities':'audio'",
        "'modalities':['text','audio']",
        "'response_format':'json'",
        "'logit_bias':{'50256':-100}",
        "'logit_bias':[]"
      })
  void whatIsNotThereIsRefusedByItsName(String fields) throws Exception {
    refuses(CHAT, "'messages':[{'role':'user','content':'Hi'}]", fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tools':{}",
        "'tool_choice':'required'",
        "'prompt':{}",
        "'background':{}",
        "'text':'json'",
        "'conversation':{}"
      })
  void andSoInAResponse(String fields) throws Exception {
    refuses("/api/v1/responses", "'input':'Hi'", fields);
  }

  private void refuses(String path, String question, String fields) throws Exception {
    String body = ("{" + question + "," + fields + "}").replace('\'', '"');
    JsonNode error = error(400, call("POST", path, body));
    assertEquals("unsupported_parameter", error.path("code").asText());
    assertEquals(fields.split("'")[1], error.path("param").asText());
  }

  private static JsonNode error(int status, Door.Heard heard) throws Exception {
    assertEquals(status, heard.status(), heard.body());
    JsonNode error = JSON.readTree(heard.body()).path("error");
    assertEquals("invalid_request_error", error.path("type").asText(), heard.body());
    return error;
  }

  private Door.Heard call(String method, String path, String body) throws Exception {
    return door.call(
        new Door.Call(
            method,
            path,
            Map.of("content-type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8)));
  }
}
