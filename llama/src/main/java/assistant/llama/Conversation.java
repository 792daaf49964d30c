package assistant.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.Pair;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/// The messages of a request as a chat template takes them: the system prompt, and the turns, of
/// which the last is the question. `dropped` of the oldest are gone already.
record Conversation(String system, List<Pair<String, String>> turns, int dropped) {
  private static final String USER = "user";

  /// Texts that stand for control tokens are taken out of every message, so that nobody can speak
  /// as another role.
  static Conversation of(List<ChatMessage> messages, List<String> controlTokens) {
    List<String> system = new ArrayList<>();
    List<Pair<String, String>> turns = new ArrayList<>();
    for (ChatMessage message : messages) {
      switch (message) {
        case SystemMessage m -> system.add(without(controlTokens, m.text()));
        case UserMessage m when m.hasSingleText() ->
            turns.add(new Pair<>(USER, without(controlTokens, m.singleText())));
        case AiMessage m when m.text() != null ->
            turns.add(new Pair<>("assistant", without(controlTokens, m.text())));
        default ->
            throw new InvalidRequestException("This model reads texts only, not " + message.type());
      }
    }
    if (turns.isEmpty() || !turns.getLast().getKey().equals(USER)) {
      throw new InvalidRequestException("The last message must be the user's");
    }
    return new Conversation(String.join("\n", system), List.copyOf(turns), 0);
  }

  private static String without(List<String> controlTokens, String text) {
    String clean = text;
    for (boolean again = true; again; ) {
      String before = clean;
      for (String token : controlTokens) {
        clean = clean.replace(token, "");
      }
      again = !clean.equals(before); // taking one out can join the halves of another
    }
    return clean;
  }

  Conversation questionOnly() {
    return new Conversation("", List.of(turns.getLast()), 0);
  }

  boolean hasHistory() {
    return turns.size() > 1;
  }

  /// Without the oldest turn; what is left begins with a user's.
  Conversation shorter() {
    int gone = 1;
    while (gone < turns.size() - 1 && !turns.get(gone).getKey().equals(USER)) {
      gone++;
    }
    return new Conversation(system, turns.subList(gone, turns.size()), dropped + gone);
  }

  int characters() {
    return system.length() + turns.stream().mapToInt(turn -> turn.getValue().length()).sum();
  }

  /// The one text that the model's chat template makes of it.
  String applied(LlamaModel model) {
    Substitutes substitutes = new Substitutes();
    List<Pair<String, String>> plain =
        turns.stream()
            .map(turn -> new Pair<>(turn.getKey(), substitutes.apply(turn.getValue())))
            .toList();
    InferenceParameters parameters =
        new InferenceParameters("").setMessages(substitutes.apply(system), plain);
    return substitutes.undo(model.applyTemplate(parameters));
  }
}
