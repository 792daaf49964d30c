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
/// which the first and the last are the user's. `dropped` of the oldest messages are gone already.
record Conversation(String system, List<Turn> turns, int dropped) {
  private static final String USER = "user";
  private static final String ASSISTANT = "assistant";

  /// What one role says before the other does, in this many messages.
  record Turn(String role, String text, int messages) {
    private Turn and(Turn next) {
      return new Turn(role, text + "\n\n" + next.text, messages + next.messages);
    }
  }

  /// Texts that stand for control tokens are taken out of every message, so that nobody can speak
  /// as another role.
  static Conversation of(List<ChatMessage> messages, List<String> controlTokens) {
    List<String> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    for (ChatMessage message : messages) {
      switch (message) {
        case SystemMessage m -> system.add(without(controlTokens, m.text()));
        case UserMessage m when m.hasSingleText() ->
            add(turns, new Turn(USER, without(controlTokens, m.singleText()), 1));
        case AiMessage m when m.text() != null ->
            add(
                turns,
                new Turn(ASSISTANT, without(controlTokens, Prompt.withoutNote(m.text())), 1));
        default ->
            throw new InvalidRequestException("This model reads texts only, not " + message.type());
      }
    }
    if (turns.isEmpty() || !turns.getLast().role().equals(USER)) {
      throw new InvalidRequestException("The last message must be the user's");
    }
    return new Conversation(String.join("\n", system), List.copyOf(turns), 0);
  }

  /// Many templates raise an error, which ends the process, unless the user begins and the roles
  /// take turns.
  private static void add(List<Turn> turns, Turn next) {
    if (turns.isEmpty() ? next.role().equals(USER) : !next.role().equals(turns.getLast().role())) {
      turns.add(next);
    } else if (!turns.isEmpty()) {
      turns.add(turns.removeLast().and(next));
    }
  }

  /// In one pass, in which the text so far never holds a token: taking one out can join the halves
  /// of another, and as many passes as somebody nests them would take minutes.
  private static String without(List<String> controlTokens, String text) {
    if (controlTokens.stream().noneMatch(text::contains)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      clean.append(text.charAt(i));
      for (String token : controlTokens) {
        int start = clean.length() - token.length();
        if (start >= 0 && clean.indexOf(token, start) >= 0) {
          clean.setLength(start);
        }
      }
    }
    return clean.toString();
  }

  boolean hasHistory() {
    return turns.size() > 1;
  }

  /// Without the user's oldest turn and the answer to it.
  Conversation shorter() {
    int gone = turns.get(0).messages() + turns.get(1).messages();
    return new Conversation(system, turns.subList(2, turns.size()), dropped + gone);
  }

  int characters() {
    return system.length() + turns.stream().mapToInt(turn -> turn.text().length()).sum();
  }

  /// The one text that the model's chat template makes of it.
  String applied(LlamaModel model) {
    Substitutes substitutes = new Substitutes();
    List<Pair<String, String>> plain =
        turns.stream()
            .map(turn -> new Pair<>(turn.role(), substitutes.apply(turn.text())))
            .toList();
    InferenceParameters parameters =
        new InferenceParameters("").setMessages(substitutes.apply(system), plain);
    return substitutes.undo(model.applyTemplate(parameters));
  }
}
