package assistant.llama;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                new Turn(ASSISTANT, without(controlTokens, DroppedTurns.withoutNote(m.text())), 1));
        default ->
            throw new InvalidRequestException("This model reads texts only, not " + message.type());
      }
    }
    if (turns.isEmpty() || !turns.getLast().role().equals(USER)) {
      throw new InvalidRequestException("The last message must be the user's");
    }
    return new Conversation(String.join("\n", system), List.copyOf(turns), 0);
  }

  /// Many templates refuse a conversation unless the user begins and the roles take turns.
  private static void add(List<Turn> turns, Turn next) {
    if (turns.isEmpty() ? next.role().equals(USER) : !next.role().equals(turns.getLast().role())) {
      turns.add(next);
    } else if (!turns.isEmpty()) {
      turns.add(turns.removeLast().and(next));
    }
  }

  /// In one pass, in which the text so far never holds a token: taking one out can join the halves
  /// of another, and as many passes as somebody nests them would take minutes.
  private static String without(List<String> controlTokens, String written) {
    String text = written.replace('\0', ' ');
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

  /// With the system prompt before the first question, for templates that know no such message.
  Conversation withoutSystem() {
    List<Turn> merged = new ArrayList<>(turns);
    Turn first = merged.removeFirst();
    merged.addFirst(new Turn(first.role(), system + "\n\n" + first.text(), first.messages()));
    return new Conversation("", merged, dropped);
  }

  /// As a chat template takes them.
  List<Map<String, Object>> messages() {
    List<Map<String, Object>> all = new ArrayList<>();
    if (!system.isEmpty()) {
      all.add(message("system", system));
    }
    turns.forEach(turn -> all.add(message(turn.role(), turn.text())));
    return all;
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}
