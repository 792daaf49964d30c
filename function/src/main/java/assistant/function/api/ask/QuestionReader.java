package assistant.function.api.ask;

import assistant.function.api.RequestBody;
import assistant.function.chain.Limits;
import assistant.function.chain.Question;
import assistant.function.chain.Turn;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a question from a request's body: plain text, a form, or JSON; anything unclear is
/// refused, nothing is guessed.
public record QuestionReader(Limits limits) {
  private static final String FORM_FIELD = "question=";

  Question read(Request request) {
    MediaType type = MediaType.of(request.header("content-type").orElse("text/plain"));
    String text = RequestBody.text(request);
    Question question =
        switch (type) {
          case TEXT -> new Question(text, List.of());
          case FORM -> new Question(fromForm(text), List.of());
          case JSON -> fromJson(text);
        };
    if (wantsExplanation(request.header("x-explain").orElse("false"))) {
      question = new Question(question.text(), question.history(), true);
    }
    return question.within(limits);
  }

  private static boolean wantsExplanation(String header) {
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refusal(Code.BODY_INVALID, "X-Explain must be true or false.");
    };
  }

  /// The types of body that are read. A bare `curl -d` sends its text as a form.
  private enum MediaType {
    TEXT,
    FORM,
    JSON;

    static MediaType of(String header) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip().replace("\"", "");
        if (parameter.startsWith("charset=") && !parameter.matches("charset=(utf-?8|us-ascii)")) {
          throw new Refusal(Code.MEDIA_TYPE_UNSUPPORTED, "Send the body in UTF-8.");
        }
      }
      return switch (parts[0].strip()) {
        case "text/plain" -> TEXT;
        case "application/x-www-form-urlencoded" -> FORM;
        case "application/json" -> JSON;
        default ->
            throw new Refusal(
                Code.MEDIA_TYPE_UNSUPPORTED,
                "Send the question as text/plain or as application/json.");
      };
    }
  }

  private static String fromForm(String form) {
    if (!form.startsWith(FORM_FIELD)) {
      return form;
    }
    int end = form.indexOf('&');
    String value = form.substring(FORM_FIELD.length(), end < 0 ? form.length() : end);
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Code.BODY_INVALID, "The form field \"question\" is not valid URL encoding.");
    }
  }

  private static Question fromJson(String text) {
    var read =
        new Object() {
          String question = "";
          List<Turn> history = List.of();
          boolean explained;
        };
    RequestBody.object(
        text,
        (json, field) -> {
          JsonToken value = json.currentToken();
          switch (field) {
            case "question" -> {
              expect(value == JsonToken.VALUE_STRING, "The field \"question\" must be a string.");
              read.question = RequestBody.unicode(json.getText());
            }
            case "history" -> read.history = history(json);
            case "explain" -> {
              expect(
                  value.isBoolean() || value == JsonToken.VALUE_NULL,
                  "The field \"explain\" must be true or false.");
              read.explained = value == JsonToken.VALUE_TRUE;
            }
            default -> json.skipChildren();
          }
        });
    return new Question(read.question, read.history, read.explained);
  }

  private static List<Turn> history(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    demand(
        json.currentToken() == JsonToken.START_ARRAY,
        "The field \"history\" must be a list of turns.");
    List<Turn> turns = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      demand(
          json.currentToken() == JsonToken.START_OBJECT,
          "Each turn of the history must be an object.");
      turns.add(turn(json));
    }
    return turns;
  }

  private static Turn turn(JsonParser json) throws IOException {
    Turn.Role role = null;
    String content = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "role" ->
            role =
                switch (value == JsonToken.VALUE_STRING ? json.getText() : "") {
                  case "user" -> Turn.Role.USER;
                  case "assistant" -> Turn.Role.ASSISTANT;
                  default ->
                      throw new Refusal(
                          Code.HISTORY_INVALID, "A turn's role must be \"user\" or \"assistant\".");
                };
        case "content" -> {
          demand(value == JsonToken.VALUE_STRING, "A turn's content must be a string.");
          content = RequestBody.unicode(json.getText());
        }
        default -> json.skipChildren();
      }
    }
    demand(role != null && content != null, "Each turn of the history needs a role and a content.");
    return new Turn(role, content);
  }

  private static void expect(boolean held, String detail) {
    if (!held) {
      throw new Refusal(Code.BODY_INVALID, detail);
    }
  }

  private static void demand(boolean held, String detail) {
    if (!held) {
      throw new Refusal(Code.HISTORY_INVALID, detail);
    }
  }
}
