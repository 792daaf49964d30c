package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.langchain4j.model.openai.internal.chat.AssistantMessage;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionChoice;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.chat.Delta;
import dev.langchain4j.model.openai.internal.chat.Message;
import dev.langchain4j.model.openai.internal.chat.SystemMessage;
import dev.langchain4j.model.openai.internal.chat.UserMessage;
import dev.langchain4j.model.openai.internal.shared.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The JSON of a chat completion: of the request, what the chain can set; of a chunk, what it
/// reads. Fields that it does not know are skipped.
final class CompletionJson {
  private CompletionJson() {}

  static String write(ChatCompletionRequest request) {
    byte[] bytes =
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("model", request.model());
          json.writeArrayFieldStart("messages");
          for (Message message : request.messages()) {
            json.writeStartObject();
            json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
            json.writeStringField("content", content(message));
            json.writeEndObject();
          }
          json.writeEndArray();
          options(request, json);
          json.writeEndObject();
        });
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void options(ChatCompletionRequest request, JsonGenerator json)
      throws IOException {
    if (request.temperature() != null) {
      json.writeNumberField("temperature", request.temperature());
    }
    if (request.maxCompletionTokens() != null) {
      json.writeNumberField("max_completion_tokens", request.maxCompletionTokens());
    }
    if (request.reasoningEffort() != null) {
      json.writeStringField("reasoning_effort", request.reasoningEffort());
    }
    json.writeBooleanField("stream", true);
    json.writeObjectFieldStart("stream_options");
    json.writeBooleanField("include_usage", true);
    json.writeEndObject();
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

  static ChatCompletionResponse chunk(String text) throws IOException {
    ChatCompletionResponse.Builder chunk = ChatCompletionResponse.builder();
    try (JsonParser json = Json.TRUSTED.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("A chunk that is not an object.");
      }
      Json.fields(
          json,
          field -> {
            switch (field) {
              case "id" -> chunk.id(json.getValueAsString());
              case "model" -> chunk.model(json.getValueAsString());
              case "choices" -> chunk.choices(choices(json));
              case "usage" -> chunk.usage(usage(json));
              default -> json.skipChildren();
            }
          });
    }
    return chunk.build();
  }

  private static List<ChatCompletionChoice> choices(JsonParser json) throws IOException {
    List<ChatCompletionChoice> choices = new ArrayList<>(1);
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        choices.add(choice(json));
      }
    }
    json.skipChildren();
    return choices;
  }

  private static ChatCompletionChoice choice(JsonParser json) throws IOException {
    ChatCompletionChoice.Builder choice = ChatCompletionChoice.builder();
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "delta" -> choice.delta(delta(json));
            case "finish_reason" -> choice.finishReason(json.getValueAsString());
            default -> json.skipChildren();
          }
        });
    return choice.build();
  }

  private static Delta delta(JsonParser json) throws IOException {
    Delta.Builder delta = new Delta.Builder();
    Json.fields(
        json,
        field -> {
          if (field.equals("content") && json.currentToken() == JsonToken.VALUE_STRING) {
            delta.content(json.getText());
          } else {
            json.skipChildren();
          }
        });
    return delta.build();
  }

  /// Null when the server counts nothing.
  private static Usage usage(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Usage.Builder usage = new Usage.Builder();
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "prompt_tokens" -> usage.promptTokens(number(json));
            case "completion_tokens" -> usage.completionTokens(number(json));
            case "total_tokens" -> usage.totalTokens(number(json));
            default -> json.skipChildren();
          }
        });
    return usage.build();
  }

  private static Integer number(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
  }
}
