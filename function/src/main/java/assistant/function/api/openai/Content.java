package assistant.function.api.openai;

import assistant.function.api.RequestBody;
import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// The content of a message: a string, nothing, or a list of parts, of which only text is read.
final class Content {
  private Content() {}

  /// At the parser's current value; parts are joined as they stand.
  static String text(JsonParser json, String at) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> "";
      case VALUE_STRING -> RequestBody.unicode(json.getText());
      case START_ARRAY -> parts(json, at);
      default -> throw Unmet.field(at, "A message's content must be text or a list of parts.");
    };
  }

  private static String parts(JsonParser json, String at) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String part = at + "[" + i + "]";
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        text.append(RequestBody.unicode(json.getText()));
      } else {
        text.append(part(json, part));
      }
    }
    return text.toString();
  }

  private static String part(JsonParser json, String at) throws IOException {
    String[] type = {""};
    String[] text = {""};
    Json.fields(
        json,
        field -> {
          boolean string = json.currentToken() == JsonToken.VALUE_STRING;
          if (field.equals("type") && string) {
            type[0] = json.getText();
          } else if ((field.equals("text") || field.equals("refusal")) && string) {
            text[0] = RequestBody.unicode(json.getText());
          } else {
            json.skipChildren();
          }
        });
    return switch (type[0]) {
      case "text", "input_text", "output_text", "refusal" -> text[0];
      // What the model thought before: no part of the conversation.
      case "reasoning_text" -> "";
      default ->
          throw Unmet.field(
              at, "Only parts of type text are read here; no images, audio or files.");
    };
  }
}
