package assistant.function.api.openai;

import assistant.function.api.RequestBody;
import assistant.function.chain.Limits;
import assistant.function.http.Request;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Reads the body of `/chat/completions`.
final class ChatReader {
  private final Draft draft;
  private boolean messages;

  private ChatReader(Draft draft) {
    this.draft = draft;
  }

  static CompletionRequest read(Request request, Limits limits, boolean systemMessages) {
    ChatReader reader = new ChatReader(new Draft(systemMessages));
    RequestBody.object(RequestBody.text(request), reader::field);
    if (!reader.messages) {
      throw Unmet.field("messages", "Send the conversation in \"messages\".");
    }
    return reader.draft.done(limits);
  }

  /// Wishes that no text model behind this page can meet are refused: ignored, they would give a
  /// program wrong answers without a word.
  private void field(JsonParser json, String field) throws IOException {
    Value value = new Value(json, field);
    switch (field) {
      case "messages" -> {
        messages = true;
        draft.messages(json, field);
      }
      case "n" -> value.one();
      case "max_tokens", "max_completion_tokens" -> draft.outputTokens(value);
      case "response_format" -> value.textFormat();
      case "modalities" -> textOnly(json);
      case "logit_bias" -> value.noFields();
      case "functions", "function_call", "audio", "prediction", "web_search_options" ->
          value.none();
      default -> draft.field(json, field);
    }
  }

  private static void textOnly(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Unmet.field("modalities", "\"modalities\" must be a list: [\"text\"].");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!"text".equals(json.getText())) {
        throw Unmet.field("modalities", "Only answers in text are given here.");
      }
    }
  }
}
