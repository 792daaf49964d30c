package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/// A message's content, which is a string, a part or a list of parts; what a part says goes to
/// `said`, what it thinks to `thought`.
record Parts(JsonParser json, Words said, Words thought) {
  /// A message: its content, its refusal, and what it thinks in fields beside them. `details` takes
  /// what says the same once more, `unknown` the words of fields that nobody knows, `ended` why the
  /// model stopped, where that is said here.
  void message(Words details, Words unknown, Words ended) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      value("content");
      return;
    }
    Words content = new Words();
    Words other = new Words();
    boolean[] thinks = {false};
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "content", "refusal", "message" -> new Parts(json, content, thought).value(field);
            case "reasoning_content",
                "reasoning",
                "thinking",
                "thinking_content",
                "thoughts",
                "thought" ->
                thinking(field);
            case "reasoning_details", "reasoning_text", "thinking_blocks" ->
                new Parts(json, details, details).value(field);
            // Portkey's, of Anthropic's thoughts and once more what is said.
            case "content_blocks" -> new Parts(json, new Words(), details).value(field);
            case "text",
                "output_text",
                "audio",
                "response",
                "generated_text",
                "answer",
                "value",
                "parts" ->
                new Parts(json, other, thought).value(field);
            case "finish_reason", "finishReason", "stop_reason" -> {
              ended.add(json.getValueAsString());
              json.skipChildren();
            }
            case "extra_content" -> thinks[0] = flagged();
            case "role", "name", "id", "type", "signature" -> json.skipChildren();
            default -> {
              if (thinks(field)) {
                new Parts(json, details, details).value(field);
              } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                unknown.add(json.getText());
              }
              json.skipChildren();
            }
          }
        });
    String words = (content.isEmpty() ? other : content).text();
    // Where its thoughts stand between marks too, the marks say where they end.
    (thinks[0] && !words.stripLeading().startsWith("<") ? thought : said).add(words);
  }

  /// A field that nobody has listed yet, by its name.
  private static boolean thinks(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return ofThoughts(name) && !name.contains("effort") && !name.contains("signature");
  }

  private static boolean ofThoughts(String name) {
    return name.contains("reason") || name.contains("think") || name.contains("thought");
  }

  /// Gemini's mark beside a content that is a thought: `{"google":{"thought":true}}`.
  private boolean flagged() throws IOException {
    boolean[] found = {false};
    Json.fields(
        json,
        vendor ->
            Json.fields(
                json,
                field -> {
                  found[0] |= field.equals("thought") && json.getValueAsBoolean();
                  json.skipChildren();
                }));
    return found[0];
  }

  private void thinking(String field) throws IOException {
    Words words = new Words();
    new Parts(json, words, words).value(field);
    if (thought.isEmpty()) {
      thought.add(words.text());
    }
  }

  void value(String field) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING -> said.add(json.getText());
      case START_ARRAY -> {
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
          value(field);
        }
      }
      case START_OBJECT -> part();
      case null, default -> json.skipChildren();
    }
  }

  /// The type may come after what it is the type of.
  private void part() throws IOException {
    Words inner = new Words();
    Words hidden = new Words();
    String[] type = {""};
    boolean[] flagged = {false};
    boolean[] special = {false};
    Json.fields(
        json,
        field -> {
          switch (field) {
            // A token of the template's, which TGI sends along.
            case "special" -> special[0] = json.getValueAsBoolean();
            case "type" -> type[0] = json.getValueAsString("");
            case "text",
                "content",
                "value",
                "output_text",
                "refusal",
                "parts",
                "summary",
                "message",
                "response",
                "generated_text",
                "transcript",
                "delta" ->
                new Parts(json, inner, hidden).value(field);
            case "thinking", "reasoning", "reasoning_content" ->
                new Parts(json, hidden, hidden).value(field);
            case "thought" -> {
              if (json.currentToken() == JsonToken.VALUE_STRING) {
                hidden.add(json.getText());
              } else {
                flagged[0] = json.getValueAsBoolean();
              }
            }
            default -> json.skipChildren();
          }
        });
    boolean thinks = flagged[0] || ofThoughts(type[0]) || type[0].equals("analysis");
    (thinks ? thought : said).add(special[0] ? "" : inner.text());
    thought.add(hidden.text());
  }
}
