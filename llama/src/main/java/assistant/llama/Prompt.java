package assistant.llama;

import dev.langchain4j.exception.InvalidRequestException;
import java.util.regex.Pattern;

/// The text that the model continues, and how many tokens it may write; `dropped` messages of the
/// history did not fit.
record Prompt(String text, int tokens, int room, int dropped) {
  private static final int SHARE_FOR_ANSWER = 4;
  private static final Pattern NOTE =
      Pattern.compile(
          "^\\(The oldest (message no longer fits|\\d+ messages no longer fit) into this model's context\\.\\)\\s*");

  /// Leaves out the oldest turns until there is room for the answer: as much as it may have, but no
  /// more than a quarter of the context.
  static Prompt fitting(LoadedModel loaded, Conversation conversation, int most) {
    int needed = Math.min(most, loaded.context() / SHARE_FOR_ANSWER);
    for (Conversation kept = conversation; ; kept = kept.shorter()) {
      String length = kept.characters() + " characters";
      if (kept.characters() <= loaded.mostCharacters()) {
        String text = loaded.prompt(kept);
        int tokens = loaded.count(text);
        int room = loaded.context() - tokens - loaded.file().unseenTokens();
        if (room >= needed) {
          return new Prompt(text, tokens, Math.min(room, most), kept.dropped());
        }
        length = tokens + " tokens";
      }
      if (!kept.hasHistory()) {
        throw new InvalidRequestException(
            "context_length_exceeded: the question has %s, this model reads %d tokens"
                .formatted(length, loaded.context() - needed));
      }
    }
  }

  /// What the visitor is told of the dropped turns, at the start of the answer; empty when there
  /// are none.
  String note() {
    return switch (dropped) {
      case 0 -> "";
      case 1 -> "(The oldest message no longer fits into this model's context.)\n\n";
      default ->
          "(The oldest %d messages no longer fit into this model's context.)\n\n"
              .formatted(dropped);
    };
  }

  /// An answer as the model wrote it: clients send it back with the note, which is not the model's.
  static String withoutNote(String answer) {
    return NOTE.matcher(answer).replaceFirst("");
  }
}
