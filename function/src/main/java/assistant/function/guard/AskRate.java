package assistant.function.guard;

import assistant.function.aws.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// How often one asker may ask: so many times in each five minutes of the clock.
record AskRate(Table table, int asksPerWindow) {
  private static final long WINDOW = Duration.ofMinutes(5).toSeconds();

  /// An answer may be rated, rated otherwise, and given a reason or sent to the owner.
  private static final int WORDS_AN_ASK = 4;

  /// Counts an ask; how many are left after it, or less than none where it was not allowed.
  CompletableFuture<Long> count(String asker, Instant now) {
    return count("asks", asksPerWindow, asker, now)
        .thenApply(done -> done.held() ? asksPerWindow - done.item().number("asks") : -1);
  }

  Quota quota(long left, Instant now) {
    return new Quota(Quota.Of.ASKS, asksPerWindow, left, left(now));
  }

  /// The same for what is said of answers.
  CompletableFuture<Boolean> countFeedback(String asker, Instant now) {
    return count("said", (long) asksPerWindow * WORDS_AN_ASK, asker, now)
        .thenApply(Table.Changed::held);
  }

  private CompletableFuture<Table.Changed> count(
      String attribute, long most, String asker, Instant now) {
    var change =
        new Table.Change(
            key(asker, now),
            "ADD " + attribute + " :one SET expires = :expires",
            "attribute_not_exists(" + attribute + ") OR " + attribute + " < :most",
            Map.of(":one", 1, ":most", most, ":expires", expires(now)));
    return table.change(change);
  }

  /// Whether the asker has asks left; counts nothing.
  CompletableFuture<Boolean> left(String asker, Instant now) {
    return table.read(key(asker, now)).thenApply(item -> item.number("asks") < asksPerWindow);
  }

  /// Counts one that was no ask, such as a wrong key; on top of the ask that it came with.
  CompletableFuture<?> charge(String asker, Instant now) {
    return table.change(
        new Table.Change(
            key(asker, now),
            "ADD asks :one SET expires = :expires",
            Map.of(":one", 1, ":expires", expires(now))));
  }

  static Duration left(Instant now) {
    return Duration.ofSeconds(WINDOW - now.getEpochSecond() % WINDOW);
  }

  private static String key(String asker, Instant now) {
    return "asker#" + asker + "#" + now.getEpochSecond() / WINDOW;
  }

  private static long expires(Instant now) {
    return (now.getEpochSecond() / WINDOW + 2) * WINDOW;
  }
}
