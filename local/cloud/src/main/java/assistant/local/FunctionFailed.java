package assistant.local;

/// The function gave no answer: it reported an error, died, or ran out of time. Callers learn no
/// more than that, as in the cloud.
final class FunctionFailed extends Exception {
  private static final long serialVersionUID = 1;

  FunctionFailed(String reason) {
    super(reason);
  }
}
