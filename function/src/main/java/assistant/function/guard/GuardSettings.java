package assistant.function.guard;

import assistant.function.base.Env;
import java.util.Optional;

/// What the guard is told: its table, without which there is none, and its limits, and whom it lets
/// in.
public record GuardSettings(
    Optional<String> table,
    long dailyTokens,
    int asksPerFiveMinutes,
    Optional<String> originVerify,
    Access access) {
  public static GuardSettings of(Env env) {
    return new GuardSettings(
        env.text("GUARD_TABLE"),
        env.number("DAILY_TOKENS", 2_000_000L, 1L, 1_000_000_000_000L),
        env.number("ASKS_PER_FIVE_MINUTES", 20, 1, 1_000_000),
        env.text("ORIGIN_VERIFY"),
        Access.of(env));
  }
}
