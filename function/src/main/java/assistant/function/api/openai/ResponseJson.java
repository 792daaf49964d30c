package assistant.function.api.openai;

import assistant.function.api.SourcesJson;
import assistant.function.chain.Reply;
import assistant.function.chain.Source;
import assistant.function.chain.Wishes;
import assistant.function.problem.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes a response, which is one message of one text, as far as it is known. What is asked for of
/// it that no model here does is said to be off.
record ResponseJson(Completion completion) {
  String messageId() {
    return "msg_" + completion.id();
  }

  /// One that has only begun.
  void inProgress(JsonGenerator json) throws IOException {
    head(json, "in_progress");
    json.writeNullField("error");
    json.writeNullField("incomplete_details");
    json.writeArrayFieldStart("output");
    json.writeEndArray();
    json.writeNullField("usage");
  }

  /// One that will not be whole.
  void failed(JsonGenerator json, Problem problem) throws IOException {
    head(json, "failed");
    json.writeObjectFieldStart("error");
    json.writeStringField("code", OpenAiError.code(problem));
    json.writeStringField("message", problem.detail());
    json.writeEndObject();
    json.writeNullField("incomplete_details");
    json.writeArrayFieldStart("output");
    json.writeEndArray();
    json.writeNullField("usage");
  }

  /// `sources` may be null.
  void whole(JsonGenerator json, String text, Reply reply, List<Source> sources)
      throws IOException {
    head(json, status(reply));
    json.writeNullField("error");
    if (incomplete(reply)) {
      json.writeObjectFieldStart("incomplete_details");
      boolean length = reply.finishReason() == Reply.FinishReason.LENGTH;
      json.writeStringField("reason", length ? "max_output_tokens" : "content_filter");
      json.writeEndObject();
    } else {
      json.writeNullField("incomplete_details");
    }
    json.writeArrayFieldStart("output");
    json.writeStartObject();
    item(json, text, incomplete(reply) ? "incomplete" : "completed");
    json.writeEndObject();
    json.writeEndArray();
    usage(json, reply.usage().orElse(new Reply.Usage(0, 0)));
    if (sources != null) {
      SourcesJson.writeSources(json, sources);
      SourcesJson.writeCited(json, reply.cited());
    }
  }

  static String status(Reply reply) {
    return incomplete(reply) ? "incomplete" : "completed";
  }

  private static boolean incomplete(Reply reply) {
    return switch (reply.finishReason()) {
      case LENGTH, CONTENT_FILTER -> true;
      case STOP, STOPPED, OTHER -> false;
    };
  }

  /// The message's fields; `text` is null where it has no part yet.
  void item(JsonGenerator json, String text, String status) throws IOException {
    json.writeStringField("id", messageId());
    json.writeStringField("type", "message");
    json.writeStringField("status", status);
    json.writeStringField("role", "assistant");
    json.writeArrayFieldStart("content");
    if (text != null) {
      json.writeStartObject();
      part(json, text);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void part(JsonGenerator json, String text) throws IOException {
    json.writeStringField("type", "output_text");
    json.writeStringField("text", text);
    json.writeArrayFieldStart("annotations");
    json.writeEndArray();
    json.writeArrayFieldStart("logprobs");
    json.writeEndArray();
  }

  private void head(JsonGenerator json, String status) throws IOException {
    Wishes wishes = completion.request().wishes();
    json.writeStringField("id", completion.responseId());
    json.writeStringField("object", "response");
    json.writeNumberField("created_at", completion.created());
    json.writeStringField("status", status);
    json.writeBooleanField("background", false);
    json.writeStringField("model", Models.NAME);
    json.writeNullField("instructions");
    if (wishes.outputTokens() == null) {
      json.writeNullField("max_output_tokens");
    } else {
      json.writeNumberField("max_output_tokens", wishes.outputTokens());
    }
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> pair : completion.request().metadata().entrySet()) {
      json.writeStringField(pair.getKey(), pair.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("parallel_tool_calls", false);
    json.writeNullField("previous_response_id");
    json.writeBooleanField("store", false);
    number(json, "temperature", wishes);
    json.writeObjectFieldStart("text");
    json.writeObjectFieldStart("format");
    json.writeStringField("type", "text");
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("tool_choice", "none");
    json.writeArrayFieldStart("tools");
    json.writeEndArray();
    number(json, "top_p", wishes);
    json.writeStringField("truncation", "disabled");
  }

  private static void number(JsonGenerator json, String field, Wishes wishes) throws IOException {
    Double number = wishes.numbers().get(field);
    if (number == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, number);
    }
  }

  private static void usage(JsonGenerator json, Reply.Usage used) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeNumberField("input_tokens", used.inputTokens());
    json.writeObjectFieldStart("input_tokens_details");
    json.writeNumberField("cached_tokens", 0);
    json.writeEndObject();
    json.writeNumberField("output_tokens", used.outputTokens());
    json.writeObjectFieldStart("output_tokens_details");
    json.writeNumberField("reasoning_tokens", 0);
    json.writeEndObject();
    json.writeNumberField("total_tokens", (long) used.inputTokens() + used.outputTokens());
    json.writeEndObject();
  }
}
