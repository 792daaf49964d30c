package assistant.function.api.openai;

import assistant.function.api.RequestBody;
import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.chain.Question;
import assistant.function.chain.Turn;
import assistant.function.chain.Wishes;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request as it is found field by field: what both of OpenAI's formats have.
///
/// The owner's system prompt stands first and always; a client's system or developer message
/// becomes a turn of the user, below it, unless the owner refuses them.
final class Draft {
  private final boolean systemMessages;
  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private Integer outputTokens;
  private List<String> stop = List.of();
  private boolean stream;
  private boolean includeUsage;
  private Map<String, String> metadata = Map.of();

  Draft(boolean systemMessages) {
    this.systemMessages = systemMessages;
  }

  /// A field that both formats have under the same name; the rest changes nothing, and is ignored.
  void field(JsonParser json, String field) throws IOException {
    Value value = new Value(json, field);
    switch (field) {
      case "stream" -> stream = value.flag();
      case "stream_options" -> streamOptions(json);
      case "temperature", "top_p", "presence_penalty", "frequency_penalty", "seed" -> {
        Double number = value.number(Wishes.NUMBERS.get(field));
        if (number != null) {
          numbers.put(field, number);
        }
      }
      case "stop" -> stop = value.texts(Wishes.MOST_STOPS);
      case "metadata" -> metadata = Json.strings(json);
      case "tools", "tool_choice", "logprobs", "top_logprobs" -> value.none();
      default -> json.skipChildren();
    }
  }

  private void streamOptions(JsonParser json) throws IOException {
    Json.fields(
        json,
        option -> {
          if (option.equals("include_usage")) {
            includeUsage = new Value(json, "stream_options.include_usage").flag();
          } else {
            json.skipChildren();
          }
        });
  }

  /// The smaller one of several limits counts.
  void outputTokens(Value value) throws IOException {
    Integer most = value.positive();
    if (most != null) {
      outputTokens = outputTokens == null ? most : Math.min(most, outputTokens);
    }
  }

  void turn(Turn.Role role, String content) {
    turns.add(new Turn(role, content));
  }

  /// What an OpenAI model would be told before all messages.
  void instructions(String text) {
    turns.addFirst(new Turn(system("instructions"), text));
  }

  private Turn.Role system(String at) {
    if (!systemMessages) {
      throw Unmet.field(
          at, "The owner of this page has a system prompt of its own, and takes no other.");
    }
    return Turn.Role.USER;
  }

  /// How many messages were read.
  int size() {
    return turns.size();
  }

  /// The message at which the parser stands.
  void message(JsonParser json, String at) throws IOException {
    String[] role = {""};
    String[] content = {""};
    boolean[] thoughts = {false};
    Json.fields(
        json,
        field -> {
          switch (field) {
            case "role" ->
                role[0] = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            case "content" -> content[0] = Content.text(json, at + ".content");
            case "type" -> thoughts[0] = isThoughts(json, at + ".type");
            case "tool_calls", "function_call", "audio" -> new Value(json, at + "." + field).none();
            default -> json.skipChildren();
          }
        });
    if (!thoughts[0] || !role[0].isEmpty()) {
      turn(role(role[0], at + ".role"), content[0]);
    }
  }

  /// An item of what a model thought, which clients send back with its answer, is passed over: it
  /// has no role, and is no turn.
  private static boolean isThoughts(JsonParser json, String at) throws IOException {
    String type = json.getValueAsString("message");
    if (type.equals("item_reference")) {
      throw Unmet.field(
          at, "Nothing is kept here, so nothing can be referred to: send the messages themselves.");
    }
    boolean thoughts = type.equals("reasoning");
    if (!type.equals("message") && !thoughts) {
      throw Unmet.field(at, "Only messages are read here; no calls, results or files.");
    }
    json.skipChildren();
    return thoughts;
  }

  private Turn.Role role(String role, String at) {
    return switch (role) {
      case "user" -> Turn.Role.USER;
      case "system", "developer" -> system(at);
      case "assistant" -> Turn.Role.ASSISTANT;
      default ->
          throw Unmet.field(at, "A message's role must be system, developer, user or assistant.");
    };
  }

  CompletionRequest done(Limits limits) {
    int last = turns.size() - 1;
    if (last < 0 || turns.get(last).role() != Turn.Role.USER) {
      throw new Refusal(Code.QUESTION_MISSING, "The last message must be the user's.");
    }
    Question question = new Question(turns.get(last).content(), turns.subList(0, last));
    Wishes wishes =
        outputTokens == null && numbers.isEmpty() && stop.isEmpty()
            ? Wishes.NONE
            : new Wishes(outputTokens, numbers, stop);
    return new CompletionRequest(question.within(limits), wishes, stream, includeUsage, metadata);
  }

  /// A list of messages, at which the parser stands.
  void messages(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Unmet.field(field, "\"" + field + "\" must be a list.");
    }
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String at = field + "[" + i + "]";
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw Unmet.field(at, "A message must be an object.");
      }
      message(json, at);
    }
  }

  static String text(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw Unmet.field(field, "\"" + field + "\" must be text.");
    }
    return RequestBody.unicode(json.getText());
  }
}
