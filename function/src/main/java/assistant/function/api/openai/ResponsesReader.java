package assistant.function.api.openai;

import assistant.function.api.RequestBody;
import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.chain.Turn;
import assistant.function.http.Request;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Reads the body of `/responses`. Nothing is kept: what refers to an earlier response is refused,
/// `store` is passed over, since clients send it unasked, and the response says that it is not.
final class ResponsesReader {
  private final Draft draft;
  private String instructions = "";
  private boolean input;

  private ResponsesReader(Draft draft) {
    this.draft = draft;
  }

  static CompletionRequest read(Request request, Limits limits, boolean systemMessages) {
    ResponsesReader reader = new ResponsesReader(new Draft(systemMessages));
    RequestBody.object(RequestBody.text(request), reader::field);
    if (!reader.input) {
      throw Unmet.field("input", "Send the question, or the conversation, in \"input\".");
    }
    if (!reader.instructions.isBlank()) {
      reader.draft.instructions(reader.instructions);
    }
    return reader.draft.done(limits);
  }

  private void field(JsonParser json, String field) throws IOException {
    Value value = new Value(json, field);
    switch (field) {
      case "input" -> {
        input = true;
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          draft.turn(Turn.Role.USER, Draft.text(json, field));
        } else {
          draft.messages(json, field);
        }
      }
      case "instructions" -> instructions = value.isNull() ? "" : Draft.text(json, field);
      case "max_output_tokens" -> draft.outputTokens(value);
      case "text" -> {
        if (!value.isNull() && json.currentToken() != JsonToken.START_OBJECT) {
          throw Unmet.field(field, "\"text\" must be an object.");
        }
        Json.fields(
            json,
            name -> {
              if (name.equals("format")) {
                new Value(json, "text.format").textFormat();
              } else {
                json.skipChildren();
              }
            });
      }
      case "previous_response_id", "conversation" -> {
        if (!value.isNull()) {
          throw Unmet.field(
              field, "Nothing is kept here: send the whole conversation in \"input\".");
        }
      }
      case "background", "prompt" -> value.none();
      default -> draft.field(json, field);
    }
  }
}
