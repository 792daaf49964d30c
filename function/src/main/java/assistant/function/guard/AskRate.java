package assistant.function.guard;

import assistant.function.aws.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// How often one asker may ask: so many times in each five minutes of the clock.
record AskRate(Table table, int asksPerWindow) {
  private static final long WINDOW = Duration.ofMinutes(5).toSeconds();

  /// Counts an ask; whether it was still one of those allowed.
  CompletableFuture<Boolean> count(String asker, Instant now) {
    long window = now.getEpochSecond() / WINDOW;
    var change =
        new Table.Change(
            "asker#" + asker + "#" + window,
            "ADD asks :one SET expires = :expires",
            "attribute_not_exists(asks) OR asks < :most",
            Map.of(":one", 1, ":most", asksPerWindow, ":expires", (window + 2) * WINDOW));
    return table.change(change).thenApply(Table.Changed::held);
  }

  static Duration left(Instant now) {
    return Duration.ofSeconds(WINDOW - now.getEpochSecond() % WINDOW);
  }
}
