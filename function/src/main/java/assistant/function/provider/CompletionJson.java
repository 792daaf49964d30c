package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.langchain4j.model.openai.internal.chat.AssistantMessage;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.Message;
import dev.langchain4j.model.openai.internal.chat.SystemMessage;
import dev.langchain4j.model.openai.internal.chat.UserMessage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The JSON of a chat completion's request: what the chain can set, in the server's dialect.
final class CompletionJson {
  /// For what providers send: with numbers that are none, and raw line ends in strings.
  static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .build();

  private CompletionJson() {}

  static byte[] write(ChatCompletionRequest request, Dialect dialect) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      json.writeArrayFieldStart("messages");
      messages(request, dialect, json);
      json.writeEndArray();
      options(request, dialect, json);
      json.writeEndObject();
    });
  }

  /// Where there is no system's role, the first of the user's messages begins with what it said.
  private static void messages(ChatCompletionRequest request, Dialect dialect, JsonGenerator json)
      throws IOException {
    StringBuilder before = new StringBuilder();
    for (Message message : request.messages()) {
      if (message instanceof SystemMessage && !dialect.systemRole()) {
        before.append(content(message)).append("\n\n");
        continue;
      }
      String content = content(message);
      if (message instanceof UserMessage && !before.isEmpty()) {
        content = before + content;
        before.setLength(0);
      }
      json.writeStartObject();
      json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
      json.writeStringField("content", content);
      json.writeEndObject();
    }
  }

  private static void options(ChatCompletionRequest request, Dialect dialect, JsonGenerator json)
      throws IOException {
    number(json, dialect, "temperature", request.temperature());
    number(json, dialect, "top_p", request.topP());
    number(json, dialect, "presence_penalty", request.presencePenalty());
    number(json, dialect, "frequency_penalty", request.frequencyPenalty());
    if (request.seed() != null && dialect.takes("seed")) {
      json.writeNumberField("seed", request.seed());
    }
    if (request.stop() != null && !request.stop().isEmpty() && dialect.takes("stop")) {
      json.writeArrayFieldStart("stop");
      for (String text : request.stop()) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
    if (request.maxCompletionTokens() != null) {
      json.writeNumberField(dialect.lengthField(), request.maxCompletionTokens());
    }
    if (request.reasoningEffort() != null && dialect.takes(Dialect.EFFORT)) {
      json.writeStringField("reasoning_effort", request.reasoningEffort());
    }
    int named = Wished.chances(request);
    if (named > 0 && dialect.takes(Dialect.CHANCES)) {
      json.writeBooleanField("logprobs", true);
      json.writeNumberField("top_logprobs", named);
    }
    json.writeBooleanField("stream", dialect.streams());
    if (dialect.takes(Dialect.USAGE) && dialect.streams()) {
      json.writeObjectFieldStart("stream_options");
      json.writeBooleanField("include_usage", true);
      json.writeEndObject();
    }
  }

  private static void number(JsonGenerator json, Dialect dialect, String field, Double value)
      throws IOException {
    if (value != null && dialect.takes(field)) {
      json.writeNumberField(field, value);
    }
  }

  /// The optional fields that a request holds, whose refusal can be about the value of an asker's.
  static Set<String> optional(ChatCompletionRequest request) {
    Set<String> fields = new HashSet<>();
    add(fields, "temperature", request.temperature());
    add(fields, "top_p", request.topP());
    add(fields, "presence_penalty", request.presencePenalty());
    add(fields, "frequency_penalty", request.frequencyPenalty());
    add(fields, "seed", request.seed());
    add(fields, "stop", request.stop());
    return fields;
  }

  private static void add(Set<String> fields, String field, Object value) {
    if (value != null) {
      fields.add(field);
    }
  }

  private static String content(Message message) {
    if (message instanceof SystemMessage system) {
      return system.content();
    }
    if (message instanceof AssistantMessage assistant) {
      return assistant.content();
    }
    if (message instanceof UserMessage user && user.content() instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("The chain sends text only.");
  }
}
