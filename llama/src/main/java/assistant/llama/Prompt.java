package assistant.llama;

import dev.langchain4j.exception.InvalidRequestException;

/// What the model goes on from, as a text and as tokens, and how many tokens it may write;
/// `dropped` messages of the history did not fit.
record Prompt(String text, int[] tokens, int room, int dropped) {
  private static final int SHARE_FOR_ANSWER = 4;

  /// Leaves out the oldest turns until there is room for the answer: as much as it may have, but no
  /// more than a quarter of the context.
  static Prompt fitting(LoadedModel loaded, Conversation conversation, int most) {
    int needed = Math.min(most, loaded.context() / SHARE_FOR_ANSWER);
    for (Conversation kept = conversation; ; kept = kept.shorter()) {
      String length = kept.characters() + " characters";
      if (kept.characters() <= NativeThread.MOST_CHARACTERS) {
        String text = loaded.template().prompt(kept);
        int[] tokens = loaded.tokenize(text);
        int room = loaded.context() - tokens.length - loaded.silentTokens();
        if (room >= needed) {
          return new Prompt(text, tokens, Math.min(room, most), kept.dropped());
        }
        length = tokens.length + " tokens";
      }
      if (!kept.hasHistory()) {
        throw new InvalidRequestException(
            "context_length_exceeded: the question has %s, this model reads %d tokens"
                .formatted(length, loaded.context() - needed));
      }
    }
  }
}
