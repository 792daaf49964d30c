package assistant.function.chain;

import java.util.List;
import java.util.Optional;

/// How an answer ended, what it used, and which sources it cited, in the order in which it first
/// did.
public record Reply(
    String model, FinishReason finishReason, Optional<Usage> usage, List<Integer> cited) {
  public Reply(String model, FinishReason finishReason, Optional<Usage> usage) {
    this(model, finishReason, usage, List.of());
  }

  /// The same, with these sources cited.
  Reply citing(List<Integer> cited) {
    return new Reply(model, finishReason, usage, List.copyOf(cited));
  }

  /// Of an answer that was ended by whoever asked.
  public static Reply stopped(String model) {
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
