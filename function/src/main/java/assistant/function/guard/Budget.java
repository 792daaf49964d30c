package assistant.function.guard;

import assistant.function.aws.Table;
import assistant.function.chain.Reply;
import assistant.function.problem.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The day's tokens: reserved before an answer, settled to what it really used after it.
///
/// The day's item counts in `tokens` all that is reserved or used, which no instance can lift above
/// the limit; in `inputTokens` and `outputTokens` what was used; and each refusal under its code.
record Budget(Table table, long dailyTokens) {
  private static final Duration HISTORY = Duration.ofDays(35);

  /// Room taken in the budget of a day, or not; `tokens` is the day's count.
  record Reservation(Day day, long reserved, boolean granted, long tokens) {
    /// Not even asked for, so the day's count is not known.
    static Reservation none(Day day) {
      return new Reservation(day, 0, false, -1);
    }

    boolean known() {
      return tokens >= 0;
    }
  }

  CompletableFuture<Reservation> reserve(long wanted, Instant now) {
    Day day = Day.of(now);
    var change =
        new Table.Change(
            key(day),
            "ADD tokens :wanted, asks :one SET expires = :expires",
            "attribute_not_exists(tokens) OR tokens <= :room",
            Map.of(
                ":wanted",
                wanted,
                ":one",
                1,
                ":room",
                dailyTokens - wanted,
                ":expires",
                day.end() + HISTORY.toSeconds()));
    if (wanted > dailyTokens) {
      return table
          .read(key(day))
          .thenApply(item -> new Reservation(day, wanted, false, item.number("tokens")));
    }
    return table
        .change(change)
        .thenApply(done -> new Reservation(day, wanted, done.held(), done.item().number("tokens")));
  }

  /// The same reservation with room for more, on the same day; not granted where there is none.
  CompletableFuture<Reservation> extended(Reservation reservation, long more) {
    var change =
        new Table.Change(
            key(reservation.day()),
            "ADD tokens :more",
            "tokens <= :room",
            Map.of(":more", more, ":room", dailyTokens - more));
    return table
        .change(change)
        .thenApply(done ->
            new Reservation(
                reservation.day(),
                reservation.reserved() + more,
                done.held(),
                done.item().number("tokens")));
  }

  /// Gives back what was not used, and counts what was; on the day on which it was reserved.
  CompletableFuture<Long> settle(Reservation reservation, Reply.Usage used) {
    long tokens = (long) used.inputTokens() + used.outputTokens();
    var change =
        new Table.Change(
            key(reservation.day()),
            "ADD tokens :rest, inputTokens :input, outputTokens :output, settled :one",
            Map.of(
                ":rest",
                tokens - reservation.reserved(),
                ":input",
                used.inputTokens(),
                ":output",
                used.outputTokens(),
                ":one",
                1));
    return table.changeOnce(change).thenApply(done -> done.item().number("tokens"));
  }

  /// Counts a refusal, and undoes the reservation that was made beside it.
  CompletableFuture<?> refuse(Reservation reservation, Code code) {
    var change =
        reservation.granted()
            ? new Table.Change(
                key(reservation.day()),
                "ADD " + code.wire() + " :one, tokens :rest, asks :less",
                Map.of(":one", 1, ":rest", -reservation.reserved(), ":less", -1))
            : new Table.Change(
                key(reservation.day()), "ADD " + code.wire() + " :one", Map.of(":one", 1));
    return table.changeOnce(change);
  }

  int percent(long tokens) {
    return (int) Math.min(Integer.MAX_VALUE, tokens * 100 / dailyTokens);
  }

  static String key(Day day) {
    return "day#" + day.date();
  }
}
