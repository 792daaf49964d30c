package assistant.function.chain;

import java.util.Optional;

/// How an answer ended, and what it used.
public record Reply(String model, FinishReason finishReason, Optional<Usage> usage) {
  /// Of an answer that was ended by whoever asked.
  static Reply stopped(String model) {
    return new Reply(model, FinishReason.STOPPED, Optional.empty());
  }

  /// Tokens as the provider counts them.
  public record Usage(int inputTokens, int outputTokens) {}

  /// Why the model stopped.
  public enum FinishReason {
    STOP,
    LENGTH,
    CONTENT_FILTER,
    STOPPED,
    OTHER
  }
}
