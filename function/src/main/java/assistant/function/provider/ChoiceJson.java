package assistant.function.provider;

import assistant.function.base.Json;
import assistant.function.chain.Weighed;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/// Reads one of the answers that a server gives at once: a delta, a whole message, or a text.
final class ChoiceJson {
  /// Which of the answers is heard: the first that comes, however many a server sends.
  static final class Heard {
    private String index;

    /// An answer without an index of its own is one with its place in the list.
    private boolean is(String given, int place) {
      if (given == null && place == 0 && index != null) {
        return true;
      }
      String told = given == null ? Integer.toString(place) : given;
      index = index == null ? told : index;
      return index.equals(told);
    }
  }

  private final JsonParser json;
  private final boolean explained;
  private final Words legacy = new Words();
  final Words text = new Words();
  final Words whole = new Words();
  final Words thinking = new Words();
  final Words details = new Words();
  final Words unknown = new Words();
  final Words ended = new Words();
  private String index;
  private String reason = "";
  Finish finish;
  Tally usage;
  ComplaintJson complaint;
  List<Weighed> chances = List.of();

  private ChoiceJson(JsonParser json, boolean explained) {
    this.json = json;
    this.explained = explained;
  }

  /// The value at which the parser stands, which has this place among its like; what another answer
  /// says is left out, but for what it counts.
  static ChoiceJson read(JsonParser json, int place, Heard heard, boolean explained)
      throws IOException {
    ChoiceJson choice = new ChoiceJson(json, explained);
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      choice.text.add(json.getText());
    } else {
      Json.fields(json, choice::field);
      choice.finish = Finish.heavier(choice.finish, Finish.of(choice.ended.text()));
      if (choice.finish == Finish.ERROR && choice.complaint == null) {
        // Portkey's gateway tells an error in mid-stream by its name alone.
        choice.complaint = new ComplaintJson();
        choice.complaint.scalar("type", choice.reason);
      }
      if (choice.text.isEmpty()) {
        choice.text.add(choice.legacy.text());
      }
    }
    if (heard.is(choice.index, place)) {
      return choice;
    }
    ChoiceJson counts = new ChoiceJson(json, explained);
    counts.usage = choice.usage;
    return counts;
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "index" -> index = json.getValueAsString();
      case "delta" -> new Parts(json, text, thinking).message(details, unknown, ended);
      case "message" -> new Parts(json, whole, thinking).message(details, unknown, ended);
      case "text", "content" -> new Parts(json, legacy, thinking).value(field);
      case "finish_reason", "finishReason", "stop_reason", "finish_details" -> {
        reason = json.getValueAsString("");
        finish = Finish.heavier(finish, FinishJson.read(json));
      }
      case "error" -> complaint = ComplaintJson.besides(complaint, field, json);
      case "logprobs" -> chances();
      // Moonshot's place for it.
      case "usage" -> usage = UsageJson.read(json);
      default -> json.skipChildren();
    }
  }

  private void chances() throws IOException {
    if (explained) {
      chances = ChancesJson.read(json);
    } else {
      json.skipChildren();
    }
  }
}
