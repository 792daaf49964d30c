package assistant.function.api.openai;

import assistant.function.api.SourcesJson;
import assistant.function.api.WholeForm;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A completion as one JSON object, sent when it is whole.
final class WholeCompletion extends WholeForm {
  private final Completion completion;

  WholeCompletion(Completion completion, Exchange exchange) {
    super(exchange, completion.headers(MediaType.JSON));
    this.completion = completion;
  }

  @Override
  protected void write(JsonGenerator json, String text, Reply reply) throws IOException {
    json.writeStringField("id", completion.chatId());
    json.writeStringField("object", "chat.completion");
    json.writeNumberField("created", completion.created());
    json.writeStringField("model", Models.NAME);
    json.writeNullField("system_fingerprint");
    json.writeArrayFieldStart("choices");
    json.writeStartObject();
    json.writeNumberField("index", 0);
    json.writeObjectFieldStart("message");
    json.writeStringField("role", "assistant");
    json.writeStringField("content", text);
    json.writeNullField("refusal");
    if (sources() != null) {
      SourcesJson.writeSources(json, sources());
      SourcesJson.writeCited(json, reply.cited());
    }
    json.writeEndObject();
    json.writeNullField("logprobs");
    json.writeStringField("finish_reason", Completion.finishReason(reply));
    json.writeEndObject();
    json.writeEndArray();
    Completion.writeUsage(json, reply);
  }
}
