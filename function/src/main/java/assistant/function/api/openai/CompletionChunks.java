package assistant.function.api.openai;

import assistant.function.api.SourcesJson;
import assistant.function.api.StreamForm;
import assistant.function.base.Json;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A streamed completion: chunks with all that the strictest client asks for, the usage in one of
/// its own, `[DONE]`.
final class CompletionChunks extends StreamForm {
  private static final byte[] END = bytes("\"},\"finish_reason\":null}]}\n\n");

  private final Completion completion;
  private final byte[] token;

  CompletionChunks(Completion completion, Exchange exchange) {
    super(exchange, completion.headers(MediaType.EVENTS));
    this.completion = completion;
    this.token = bytes("data: {" + head() + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"");
  }

  /// The fields that each chunk begins with.
  private String head() {
    return "\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":%d,\"model\":\"%s\",\"system_fingerprint\":null"
        .formatted(completion.chatId(), completion.created(), Models.NAME);
  }

  @Override
  protected void begin() {
    event(
        null,
        bytes(
            "{"
                + head()
                + ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}"));
  }

  @Override
  public void token(String text) throws IOException {
    open();
    text(token, text, END);
  }

  @Override
  public void done(Reply reply) throws IOException {
    open();
    event(null, Json.bytes(json -> last(json, reply)));
    if (completion.request().includeUsage()) {
      event(null, Json.bytes(json -> usage(json, reply)));
    }
    event(null, bytes("[DONE]"));
    end();
  }

  /// Clients gather what stands in a delta into the message.
  private void last(JsonGenerator json, Reply reply) throws IOException {
    head(json);
    json.writeStartObject();
    json.writeNumberField("index", 0);
    json.writeObjectFieldStart("delta");
    if (sources() != null) {
      SourcesJson.writeSources(json, sources());
      SourcesJson.writeCited(json, reply.cited());
    }
    json.writeEndObject();
    json.writeStringField("finish_reason", Completion.finishReason(reply));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void usage(JsonGenerator json, Reply reply) throws IOException {
    head(json);
    json.writeEndArray();
    Completion.writeUsage(json, reply);
    json.writeEndObject();
  }

  private void head(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", completion.chatId());
    json.writeStringField("object", "chat.completion.chunk");
    json.writeNumberField("created", completion.created());
    json.writeStringField("model", Models.NAME);
    json.writeNullField("system_fingerprint");
    json.writeArrayFieldStart("choices");
  }

  /// In the midst of a stream: an event that every client takes for a failure, and then no end.
  @Override
  protected void breakOff(Problem problem) {
    event("error", OpenAiError.json(problem));
  }
}
