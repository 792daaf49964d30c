package assistant.function.chain;

import assistant.function.problem.Code;
import java.time.Duration;
import java.util.Optional;

/// What a model did instead of answering: the problem that it is, whether a second attempt may
/// help, whether it may have been billed, and a note for the owner's log in words of ours.
public final class ModelFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Code code;
  private final String note;
  private final boolean again;
  private final boolean billed;
  private final transient Optional<Duration> retryAfter;

  private ModelFailure(
      Code code, String note, boolean again, boolean billed, Optional<Duration> retryAfter) {
    super(note, null, false, false);
    this.code = code;
    this.note = note;
    this.again = again;
    this.billed = billed;
    this.retryAfter = retryAfter;
  }

  /// One that lasts, and was not billed.
  public static ModelFailure of(Code code, String note) {
    return new ModelFailure(code, note, false, false, Optional.empty());
  }

  /// No connection, or none that lasted until the answer began.
  public static ModelFailure unreachable(String note) {
    return of(Code.MODEL_FAILED, note).retriable();
  }

  /// A stream that broke off, or ended without saying that it was done.
  public static ModelFailure cut() {
    return of(Code.MODEL_FAILED, "the stream was cut").retriable().billed();
  }

  public ModelFailure retriable() {
    return new ModelFailure(code, note, true, billed, retryAfter);
  }

  /// The provider had begun to work on it.
  public ModelFailure billed() {
    return new ModelFailure(code, note, again, true, retryAfter);
  }

  public ModelFailure after(Optional<Duration> wait) {
    return new ModelFailure(code, note, again, billed, wait);
  }

  public Code code() {
    return code;
  }

  public String note() {
    return note;
  }

  boolean isRetriable() {
    return again;
  }

  boolean isBilled() {
    return billed;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
