package assistant.local;

/// The function gave no answer: it reported an error, died, or ran out of time. Callers learn no
/// more than that, as in the cloud.
final class FunctionFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean timedOut;

  FunctionFailed(String reason) {
    this(reason, false);
  }

  FunctionFailed(String reason, boolean timedOut) {
    super(reason);
    this.timedOut = timedOut;
  }

  /// Whether it had its time and did not answer.
  boolean timedOut() {
    return timedOut;
  }
}
