package assistant.function.api.openai;

import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.chain.Question;
import assistant.function.chain.Turn;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the body of `/chat/completions`. The owner's system prompt stands first and always; a
/// client's system or developer message becomes the first turn of the user, below it.
final class RequestJson {
  /// Wishes that no text model behind this page can meet: ignored, they would give a program wrong
  /// answers without a word.
  private static final Set<String> UNMET =
      Set.of(
          "tools",
          "functions",
          "function_call",
          "logit_bias",
          "audio",
          "prediction",
          "web_search_options");

  private final Limits limits;
  private final List<Turn> turns = new ArrayList<>();
  private boolean stream;
  private boolean includeUsage;

  RequestJson(Limits limits) {
    this.limits = limits;
  }

  static CompletionRequest read(Request request, Limits limits) {
    return new RequestJson(limits).read(request.body());
  }

  private CompletionRequest read(byte[] body) {
    if (body.length > Limits.BODY_BYTES) {
      throw new Refusal(
          Code.BODY_TOO_LARGE,
          "The body has %d bytes; at most %d are read.".formatted(body.length, Limits.BODY_BYTES));
    }
    boolean messages = false;
    try (JsonParser json = Json.STRICT.createParser(utf8(body))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("The body must be a JSON object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        messages |= field.equals("messages");
        field(json, field);
      }
      if (json.nextToken() != null) {
        throw invalid("There is something behind the JSON object.");
      }
    } catch (JsonProcessingException e) {
      throw invalid("The body is not valid JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!messages) {
      throw new UnmetWish("messages", "Send the conversation in \"messages\".");
    }
    return new CompletionRequest(question().within(limits), stream, includeUsage);
  }

  private void field(JsonParser json, String field) throws IOException {
    switch (field) {
      case "messages" -> messages(json);
      case "stream" -> stream = flag(json, field);
      case "stream_options" ->
          Json.fields(
              json,
              option -> {
                if (option.equals("include_usage")) {
                  includeUsage = flag(json, "stream_options.include_usage");
                } else {
                  json.skipChildren();
                }
              });
      case "n" -> one(json, field, "Only one answer is given: leave \"n\" out, or 1.");
      case "max_tokens", "max_completion_tokens" -> positive(json, field);
      case "logprobs" -> off(json, field);
      case "response_format" -> textFormat(json);
      case "modalities" -> textOnly(json);
      default -> {
        if (UNMET.contains(field) && !empty(json)) {
          throw new UnmetWish(field, "\"" + field + "\" is not supported here.");
        }
        json.skipChildren();
      }
    }
  }

  private Question question() {
    int last = turns.size() - 1;
    if (last < 0 || turns.get(last).role() != Turn.Role.USER) {
      throw new Refusal(Code.QUESTION_MISSING, "The last message must be the user's.");
    }
    return new Question(turns.get(last).content(), turns.subList(0, last));
  }

  private void messages(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new UnmetWish("messages", "\"messages\" must be a list.");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String at = "messages[" + turns.size() + "]";
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new UnmetWish(at, "A message must be an object.");
      }
      message(json, at);
    }
  }

  private void message(JsonParser json, String at) throws IOException {
    String[] role = {""};
    String[] content = {""};
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "role" ->
                role[0] = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            case "content" -> content[0] = Content.text(json, at + ".content");
            case "tool_calls", "function_call", "audio" -> {
              if (!empty(json)) {
                throw new UnmetWish(at + "." + field, "\"" + field + "\" is not supported here.");
              }
              json.skipChildren();
            }
            default -> json.skipChildren();
          }
        });
    turns.add(
        new Turn(
            switch (role[0]) {
              case "user", "system", "developer" -> Turn.Role.USER;
              case "assistant" -> Turn.Role.ASSISTANT;
              default ->
                  throw new UnmetWish(
                      at + ".role",
                      "A message's role must be system, developer, user or assistant.");
            },
            content[0]));
  }

  private static boolean flag(JsonParser json, String field) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw new UnmetWish(field, "\"" + field + "\" must be true or false.");
    };
  }

  private static void off(JsonParser json, String field) throws IOException {
    if (flag(json, field)) {
      throw new UnmetWish(field, "\"" + field + "\" is not supported here.");
    }
  }

  private static void one(JsonParser json, String field, String words) throws IOException {
    boolean null_ = json.currentToken() == JsonToken.VALUE_NULL;
    if (!null_
        && !(json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getText().equals("1"))) {
      throw new UnmetWish(field, words);
    }
  }

  private static void positive(JsonParser json, String field) throws IOException {
    boolean number = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (json.currentToken() != JsonToken.VALUE_NULL
        && !(number && !json.getText().startsWith("-") && !json.getText().equals("0"))) {
      throw new UnmetWish(field, "\"" + field + "\" must be a whole number above 0.");
    }
  }

  private static void textFormat(JsonParser json) throws IOException {
    String[] type = {"text"};
    Json.fields(
        json,
        field -> {
          if (field.equals("type")) {
            type[0] = json.getText();
          }
          json.skipChildren();
        });
    if (!type[0].equals("text")) {
      throw new UnmetWish("response_format", "Only answers in text are given here.");
    }
  }

  private static void textOnly(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!"text".equals(json.getText())) {
          throw new UnmetWish("modalities", "Only answers in text are given here.");
        }
      }
    }
  }

  /// Whether a wish is there in name only: null, false, or an empty list or object; the parser then
  /// stands at its end.
  private static boolean empty(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL, VALUE_FALSE -> true;
      case START_ARRAY -> json.nextToken() == JsonToken.END_ARRAY;
      case START_OBJECT -> json.nextToken() == JsonToken.END_OBJECT;
      case VALUE_STRING -> json.getText().equals("none") || json.getText().equals("auto");
      default -> false;
    };
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("The body is not valid UTF-8 text.");
    }
  }

  static Refusal invalid(String words) {
    return new Refusal(Code.BODY_INVALID, words);
  }
}
