package assistant.function.chain;

import java.util.Optional;

/// How an answer ended, and what it used.
public record Reply(String model, FinishReason finishReason, Optional<Usage> usage) {
  /// The same, ended by whoever asked.
  Reply stopped() {
    return new Reply(model, FinishReason.STOPPED, usage);
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
