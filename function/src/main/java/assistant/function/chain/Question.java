package assistant.function.chain;

import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import java.util.List;
import java.util.Locale;

/// A question that may be asked: not blank, within the limits, with the turns that came before it;
/// `explained` asks for the chances of the answer's tokens, where the model tells them.
public record Question(String text, List<Turn> history, boolean explained) {
  public Question(String text, List<Turn> history) {
    this(text, history, false);
  }

  public Question {
    text = text.strip();
    history = List.copyOf(history);
  }

  /// The same question, refused if it breaks a limit.
  public Question within(Limits limits) {
    if (text.isEmpty()) {
      throw new Refusal(
          Code.QUESTION_MISSING,
          "Send a question: as plain text, or as JSON in the field \"question\".");
    }
    int length = length(text);
    if (length > limits.questionChars()) {
      throw new Refusal(
          Code.QUESTION_TOO_LONG,
          words(
              "The question has %,d characters; at most %,d are allowed. Shorten it.",
              length, limits.questionChars()));
    }
    if (history.size() > limits.historyTurns()) {
      throw new Refusal(
          Code.HISTORY_INVALID,
          words(
              "The history has %,d turns; at most %,d are allowed. Leave out the oldest.",
              history.size(), limits.historyTurns()));
    }
    int told = history.stream().mapToInt(turn -> length(turn.content())).sum();
    if (told > limits.historyChars()) {
      throw new Refusal(
          Code.HISTORY_INVALID,
          words(
              "The history has %,d characters; at most %,d are allowed. Leave out the oldest turns.",
              told, limits.historyChars()));
    }
    return this;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String words(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
