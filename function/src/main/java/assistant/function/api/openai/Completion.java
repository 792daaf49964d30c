package assistant.function.api.openai;

import assistant.function.chain.Reply;
import assistant.function.http.MediaType;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What all parts of one completion or response say of it: the answer's id, without OpenAI's
/// prefix, when it was made, in seconds, and what was asked.
record Completion(String id, long created, CompletionRequest request) {
  /// The id without its prefix stops the answer.
  String chatId() {
    return "chatcmpl-" + id;
  }

  String responseId() {
    return "resp_" + id;
  }

  Map<String, String> headers(MediaType type) {
    Map<String, String> headers = new HashMap<>(type.headers());
    headers.put("x-request-id", id);
    return headers;
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
    Reply.Usage used = reply.usage().orElse(new Reply.Usage(0, 0));
    json.writeObjectFieldStart("usage");
    json.writeNumberField("prompt_tokens", used.inputTokens());
    json.writeNumberField("completion_tokens", used.outputTokens());
    json.writeNumberField("total_tokens", (long) used.inputTokens() + used.outputTokens());
    json.writeEndObject();
  }
}
