package assistant.function.api.openai;

import assistant.function.api.RequestBody;
import assistant.function.base.Json;
import assistant.function.chain.Wishes;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The value of one field, at which the parser stands: read as what the field takes, else refused
/// by its name. Null is as good as nothing.
record Value(JsonParser json, String field) {
  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean flag() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw refusal("must be true or false");
    };
  }

  /// A whole number above 0, or null.
  Integer positive() throws IOException {
    if (isNull()) {
      return null;
    }
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getDoubleValue() >= 1) {
      return (int) Math.min(Integer.MAX_VALUE, json.getDoubleValue());
    }
    throw refusal("must be a whole number above 0");
  }

  /// A number within these bounds, or null.
  Double number(Wishes.Bounds bounds) throws IOException {
    if (isNull()) {
      return null;
    }
    boolean number = json.currentToken().isNumeric();
    if (number && bounds.whole()) {
      // A seed is of 64 bits elsewhere: its halves are laid on one another.
      return json.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? (double) Long.hashCode(json.getBigIntegerValue().longValue())
          : refused("must be a whole number");
    }
    if (number && bounds.hold(json.getDoubleValue())) {
      return json.getDoubleValue();
    }
    return refused(
        "must be a number from %d to %d".formatted((int) bounds.least(), (int) bounds.most()));
  }

  private Double refused(String must) {
    throw refusal(must);
  }

  /// A text or a list of texts, none of them empty.
  List<String> texts(int most) throws IOException {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        texts.add(nonEmpty());
      }
    } else if (!isNull()) {
      texts.add(nonEmpty());
    }
    if (texts.size() > most) {
      throw refusal("must be a text, or a list of at most " + most);
    }
    return texts;
  }

  private String nonEmpty() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING
        || json.getText().isEmpty()
        || json.getTextLength() > 1000) {
      throw refusal("must be made of texts of 1 to 1000 characters");
    }
    return RequestBody.unicode(json.getText());
  }

  /// Refuses all but 1.
  void one() throws IOException {
    if (!isNull() && positive() != 1) {
      throw refusal("must be 1: only one answer is given");
    }
  }

  /// Refuses all but a format of plain text.
  void textFormat() throws IOException {
    String[] type = {"text"};
    if (!isNull() && json.currentToken() != JsonToken.START_OBJECT) {
      throw refusal("must be an object with a \"type\"");
    }
    Json.fields(
        json,
        name -> {
          if (name.equals("type")) {
            type[0] = json.getText();
          }
          json.skipChildren();
        });
    if (!type[0].equals("text")) {
      throw refusal("must be text: answers have no other format here");
    }
  }

  /// Refuses a wish that is there in more than its name.
  void none() throws IOException {
    if (!empty()) {
      throw Unmet.unsupported(field);
    }
    json.skipChildren();
  }

  /// Refuses all but null and an object without fields.
  void noFields() throws IOException {
    if (!isNull()
        && (json.currentToken() != JsonToken.START_OBJECT
            || json.nextToken() != JsonToken.END_OBJECT)) {
      throw Unmet.unsupported(field);
    }
  }

  /// Null, false, 0 or an empty list; the parser then stands at its end. An object switches
  /// something on, even without a field.
  private boolean empty() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL, VALUE_FALSE -> true;
      case VALUE_NUMBER_INT -> json.getDoubleValue() == 0;
      case START_ARRAY -> json.nextToken() == JsonToken.END_ARRAY;
      case VALUE_STRING -> json.getText().equals("none") || json.getText().equals("auto");
      default -> false;
    };
  }

  private RuntimeException refusal(String must) {
    return Unmet.field(field, "\"" + field + "\" " + must + ".");
  }
}
