package assistant.function.api.openai;

import assistant.function.chain.Reply;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// What all parts of one completion say of it: the answer's id, and when it was made, in seconds.
record Completion(String id, long created) {
  /// With OpenAI's prefix; the id without it stops the answer.
  String wireId() {
    return "chatcmpl-" + id;
  }

  static String finishReason(Reply reply) {
    return switch (reply.finishReason()) {
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      case STOP, STOPPED, OTHER -> "stop";
    };
  }

  /// Zeros where the model counted nothing: clients fail without the field.
  static void writeUsage(JsonGenerator json, Reply reply) throws IOException {
    int input = reply.usage().map(Reply.Usage::inputTokens).orElse(0);
    int output = reply.usage().map(Reply.Usage::outputTokens).orElse(0);
    json.writeObjectFieldStart("usage");
    json.writeNumberField("prompt_tokens", input);
    json.writeNumberField("completion_tokens", output);
    json.writeNumberField("total_tokens", (long) input + output);
    json.writeEndObject();
  }
}
