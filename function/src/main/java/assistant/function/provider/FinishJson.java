package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Reads why a model stopped: a word, an object that holds one, or a list of them; or only that it
/// did.
final class FinishJson {
  private FinishJson() {}

  /// Null where nothing is said.
  static Finish read(JsonParser json) throws IOException {
    Finish[] finish = {null};
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(
          json,
          field -> {
            if (field.equals("type") || field.equals("reason")) {
              finish[0] = Finish.heavier(finish[0], read(json));
            } else {
              json.skipChildren();
            }
          });
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        finish[0] = Finish.heavier(finish[0], read(json));
      }
    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Finish.of(json.getText());
    } else if (json.currentToken() == JsonToken.VALUE_TRUE) {
      return Finish.STOP;
    } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && !"stop_reason".equals(json.currentName())) {
      // A code of its server's own: that it ended is all it says. As a stop reason it is a token.
      return Finish.OTHER;
    }
    return finish[0];
  }
}
