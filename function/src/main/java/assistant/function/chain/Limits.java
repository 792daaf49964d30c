package assistant.function.chain;

/// What one request may hold: characters are Unicode code points, turns are messages, output is in
/// tokens.
public record Limits(int questionChars, int historyTurns, int outputTokens) {
  /// The largest request body that is read, in bytes.
  public static final int BODY_BYTES = 1 << 20;

  /// All the history's contents together.
  public int historyChars() {
    return questionChars * historyTurns;
  }
}
