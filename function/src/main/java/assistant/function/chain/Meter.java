package assistant.function.chain;

import assistant.function.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is known of the tokens that one answer has used so far.
public final class Meter {
  private boolean billable;
  private long heardBytes;
  private Optional<Reply.Usage> counted = Optional.empty();

  /// The model is being asked: from now on its provider may count.
  synchronized void asked() {
    billable = true;
  }

  /// The model was not reached or refused: nothing was counted.
  synchronized void refused(Throwable thrown) {
    if (heardBytes == 0) {
      billable =
          switch (thrown) {
            case ModelFailure failure ->
                switch (failure.kind()) {
                  case UNREACHABLE, STATUS, GARBAGE -> false;
                  case CUT, EMPTY -> true;
                };
            case Refusal refusal -> false;
            default -> true;
          };
    }
  }

  synchronized void heard(String text) {
    heardBytes += text.getBytes(StandardCharsets.UTF_8).length;
  }

  synchronized void counted(Optional<Reply.Usage> usage) {
    counted = usage;
  }

  /// The provider's own count where there is one, else an upper bound: a token is at least one
  /// byte, and what a model thought before its first word cannot be seen.
  public synchronized Reply.Usage usage(Estimate estimate) {
    if (counted.isPresent()) {
      return counted.get();
    }
    if (!billable) {
      return new Reply.Usage(0, 0);
    }
    boolean hidden = heardBytes == 0 || estimate.thinks();
    int output =
        hidden ? estimate.outputTokens() : (int) Math.min(estimate.outputTokens(), heardBytes);
    return new Reply.Usage(estimate.inputTokens(), output);
  }
}
