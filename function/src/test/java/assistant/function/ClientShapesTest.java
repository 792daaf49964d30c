package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.provider.ValueSource;

/// What clients of OpenAI send unasked is taken. Written after their documentation and reports, not
/// recorded from them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientShapesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASK = "{\"role\":\"user\",\"content\":\"stub: text=Yes.\"}";

  private final StubModel stub = StubModel.start();
  private final RouterDoor door = RouterDoor.open(Map.of("OPENAI_BASE_URL", stub.url().toString()));

  @AfterAll
  void close() {
    stub.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'stream':false,'stream_options':null",
        "'stream':null,'temperature':null,'top_p':null,'n':null,'stop':null,'seed':null",
        "'max_tokens':null,'max_completion_tokens':null",
        "'presence_penalty':0,'frequency_penalty':0,'logit_bias':{}",
        "'logit_bias':null,'logprobs':null,'top_logprobs':null",
        "'logprobs':false,'top_logprobs':0",
        "'tools':[],'tool_choice':'none','parallel_tool_calls':true",
        "'tools':null,'tool_choice':null,'parallel_tool_calls':null",
        "'tool_choice':'auto','functions':[],'function_call':'none'",
        "'functions':null,'function_call':null",
        "'response_format':{'type':'text'},'modalities':['text']",
        "'response_format':null,'modalities':null,'audio':null,'prediction':null",
        "'reasoning_effort':'low','verbosity':'medium','service_tier':'auto'",
        "'reasoning_effort':null,'verbosity':null,'service_tier':null",
        "'reasoning':{'enabled':false},'thinking':{'type':'disabled'},'enable_thinking':false",
        "'store':false,'metadata':null,'user':null,'web_search_options':null",
        "'store':true,'metadata':{'a':null,'b':1},'user':'someone'",
        "'prompt_cache_key':'k','prompt_cache_retention':'24h','safety_identifier':'s'",
        "'stop':[]",
        "'chat_id':'c','session_id':'s','background_tasks':{'title_generation':true},'files':[]",
        "'keep_alive':'5m','options':{'num_ctx':4096},'cache_prompt':true,'top_k':40,'min_p':0.05",
        "'extra_body':{'x':[1,{'y':null}]},'include_reasoning':true,'provider':{'order':[]}",
        "'temperature':1,'top_p':1.0,'n':1"
      })
  void aChatsFieldIsTaken(String fields) throws Exception {
    assertYes("/api/v1/chat/completions", "'messages':[" + ASK + "]," + fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'system','content':''}",
        "{'role':'developer','content':'Be brief.'}",
        "{'role':'system','content':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}]}",
        "{'role':'user','name':'anna','content':'Hi'},{'role':'assistant','name':'bot','content':'Hello'}",
        "{'role':'user','content':'Hi'},{'role':'assistant','content':''}",
        "{'role':'user','content':'Hi'},{'role':'assistant','content':null}",
        "{'role':'user','content':'Hi'},{'role':'assistant'}",
        "{'role':'user','content':[]}",
        "{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello','tool_calls':[],'function_call':null,'refusal':null,'annotations':[],'audio':null}",
        "{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello','reasoning_content':'Hm','reasoning_details':[{'type':'x'}]}",
        "{'role':'user','content':'Hi'},{'role':'user','content':'Hi?'}",
        "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]}",
        "{'role':'user','content':'Hi','tool_call_id':null,'timestamp':1,'id':'m1'}"
      })
  void aChatsMessageIsTaken(String earlier) throws Exception {
    assertYes("/api/v1/chat/completions", "'messages':[" + earlier + "," + ASK + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'instructions':null,'previous_response_id':null,'conversation':null,'prompt':null",
        "'text':null,'background':null,'truncation':null,'max_output_tokens':null",
        "'text':{'format':{'type':'text'},'verbosity':'medium'},'background':false",
        "'text':{'format':null},'stream_options':null",
        "'text':{},'reasoning':{},'truncation':'disabled','service_tier':'auto'",
        "'reasoning':{'effort':'low','summary':'auto'},'include':['reasoning.encrypted_content']",
        "'reasoning':null,'include':null",
        "'tools':[],'tool_choice':'auto','parallel_tool_calls':true,'max_tool_calls':null",
        "'store':true,'metadata':{},'top_logprobs':0,'user':'u','prompt_cache_key':'k'",
        "'stream_options':{'include_obfuscation':false},'safety_identifier':'s'"
      })
  void aResponsesFieldIsTaken(String fields) throws Exception {
    assertYes("/api/v1/responses", "'input':'stub: text=Yes.'," + fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'user','content':[{'type':'input_text','text':'Hi'}]},{'role':'assistant','content':[{'type':'output_text','text':'Hello'}]}",
        "{'type':'message','role':'user','content':'Hi'},{'type':'message','id':'msg_1','status':'completed','role':'assistant','content':[{'type':'output_text','text':'Hello','annotations':[],'logprobs':[]}]}",
        "{'role':'user','content':'Hi'},{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':null},{'role':'assistant','content':'Hello'}",
        "{'role':'user','content':'Hi'},{'id':'rs_1','summary':[{'type':'summary_text','text':'Hm'}],'type':'reasoning','content':null,'status':null},{'role':'assistant','content':'Hello'}",
        "{'role':'user','content':'Hi'},{'content':[{'type':'reasoning_text','text':'Hm'}],'type':'reasoning','id':'rs_1'},{'role':'assistant','content':'Hello'}",
        "{'type':null,'role':'developer','content':'Be brief.'}",
        "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}],'phase':'final_answer'}"
      })
  void aResponsesItemIsTaken(String earlier) throws Exception {
    assertYes("/api/v1/responses", "'input':[" + earlier + "," + ASK + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/chat/completions", "/api/v1/responses", "/api/ask"})
  void aCompressedBodyIsRefusedInWordsThatSayWhatToDo(String path) throws Exception {
    Door.Heard heard =
        door.call(
            new Door.Call(
                "POST",
                path,
                Map.of("content-type", "application/json", "content-encoding", "gzip"),
                new byte[] {31, -117, 8, 0}));
    assertEquals(415, heard.status(), heard.body());
    assertTrue(heard.body().contains("without Content-Encoding"), heard.body());
    assertEquals(path.contains("v1"), heard.body().contains("invalid_request_error"));
  }

  @Test
  void thoughtsThatComeBackDoNotReachTheModel() throws Exception {
    assertYes(
        "/api/v1/responses",
        "'input':[{'role':'user','content':'Hi'},{'content':[{'type':'reasoning_text','text':'Hm'}],'type':'reasoning'},"
            + "{'role':'assistant','content':'Hello'},"
            + ASK
            + "]");
    JsonNode messages = stub.asked().getLast().body().path("messages");
    assertEquals(4, messages.size(), messages.toString());
    assertFalse(messages.toString().contains("Hm"), messages.toString());
  }

  private void assertYes(String path, String fields) throws Exception {
    String body = ("{'model':'m'," + fields + "}").replace('\'', '"');
    Door.Heard heard =
        door.call(
            new Door.Call(
                "POST",
                path,
                Map.of("content-type", "application/json; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8)));
    assertEquals(200, heard.status(), heard.body());
    JsonNode json = JSON.readTree(heard.body());
    boolean chat = path.endsWith("completions");
    assertEquals(
        "Yes.", json.at(chat ? "/choices/0/message/content" : "/output/0/content/0/text").asText());
  }
}
