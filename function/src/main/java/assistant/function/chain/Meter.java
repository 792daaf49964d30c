package assistant.function.chain;

import assistant.function.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is known of the tokens that one answer has used so far.
public final class Meter {
  /// Bytes a token: no text has so many on the average, so its server did not keep to the limit,
  /// and the limit bounds nothing.
  private static final long LIMIT_PASSED = 12;

  private static final long USUAL = 4;

  private boolean billable;
  private int earlier;
  private long heardBytes;
  private Optional<Reply.Usage> counted = Optional.empty();

  /// The model is being asked: from now on its provider may count.
  synchronized void asked() {
    if (billable) {
      earlier++;
      heardBytes = 0;
    }
    billable = true;
  }

  /// Whether the attempt that failed last may have been billed.
  synchronized boolean billed() {
    return billable;
  }

  /// The model was not reached or refused: nothing was counted.
  synchronized void refused(Throwable thrown) {
    if (heardBytes == 0) {
      billable =
          switch (thrown) {
            case ModelFailure failure -> failure.isBilled();
            case Refusal refusal -> false;
            default -> true;
          };
    }
  }

  synchronized void heard(String text) {
    heardBytes += text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// A count of nothing, beside words that were heard, is none.
  synchronized void counted(Optional<Reply.Usage> usage) {
    counted = usage.filter(count -> count.inputTokens() >= 0 && count.outputTokens() >= least());
  }

  private int least() {
    return heardBytes > 0 ? 1 : 0;
  }

  /// Of all attempts: the provider's own count where there is one, else an upper bound: a token is
  /// at least one byte, and what a model thought before its first word cannot be seen.
  public synchronized Reply.Usage usage(Estimate estimate) {
    Reply.Usage last = last(estimate);
    return new Reply.Usage(
        last.inputTokens() + earlier * estimate.inputTokens(),
        last.outputTokens() + earlier * estimate.outputTokens());
  }

  private Reply.Usage last(Estimate estimate) {
    if (counted.isPresent()) {
      return counted.get();
    }
    if (!billable) {
      return new Reply.Usage(0, 0);
    }
    if (heardBytes > estimate.outputTokens() * LIMIT_PASSED) {
      return new Reply.Usage(
          estimate.inputTokens(), (int) Math.min(Integer.MAX_VALUE, heardBytes / USUAL));
    }
    boolean hidden = heardBytes == 0 || estimate.thinks();
    int output =
        hidden ? estimate.outputTokens() : (int) Math.min(estimate.outputTokens(), heardBytes);
    return new Reply.Usage(estimate.inputTokens(), output);
  }
}
