package assistant.llama;

import java.util.regex.Pattern;

/// What the visitor is told of messages that did not fit, at the start of the answer.
final class DroppedTurns {
  private static final Pattern NOTE =
      Pattern.compile(
          "^\\(The oldest (message no longer fits|\\d+ messages no longer fit) into this model's context\\.\\)\\s*");

  private DroppedTurns() {}

  /// Empty when there are none.
  static String note(int messages) {
    return switch (messages) {
      case 0 -> "";
      case 1 -> "(The oldest message no longer fits into this model's context.)\n\n";
      default ->
          "(The oldest %d messages no longer fit into this model's context.)\n\n"
              .formatted(messages);
    };
  }

  /// An answer as the model wrote it: clients send it back with the note, which is not the model's.
  static String withoutNote(String answer) {
    return NOTE.matcher(answer).replaceFirst("");
  }
}
