package assistant.function.chain;

import assistant.function.base.Env;

/// What one request may hold: characters are Unicode code points, turns are messages, output is in
/// tokens.
public record Limits(int questionChars, int historyTurns, int outputTokens) {
  /// The largest request body that is read, in bytes.
  public static final int BODY_BYTES = 1 << 20;

  public static Limits of(Env env) {
    return new Limits(
        env.number("MAX_QUESTION_CHARS", 4000, 1, 100_000),
        env.number("MAX_HISTORY_TURNS", 20, 0, 200),
        env.number("MAX_OUTPUT_TOKENS", 1000, 1, 1_000_000));
  }

  /// All the history's contents together.
  public int historyChars() {
    return questionChars * historyTurns;
  }
}
