package assistant.function.guard;

import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.function.chain.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The guests' keys and their budgets. One conditional update says at once whether a key is known,
/// neither expired nor revoked, and has room; no copy of it is kept, so a revoked one ends with the
/// next question.
///
/// A key's item counts down in `tokensLeft` what may still be reserved on `usedDay`, and up in
/// `usedTokens` what was used in all.
record AccessKeys(Table table) {
  private static final String VALID =
      "attribute_exists(pk) AND attribute_not_exists(revoked) AND validUntil > :now AND ";

  /// Two processes may both find that a day has begun; the second then finds it begun.
  private static final int TRIES = 3;

  /// Room taken in a key's budget, or not: `guest` is empty where the key is not valid.
  record Hold(Optional<AccessKey> key, String day, long reserved, Optional<Guest> guest) {
    /// Of who has no key and needs none.
    static final Hold NONE = new Hold(Optional.empty(), "", 0, Optional.empty());

    boolean granted() {
      return reserved > 0;
    }

    boolean refused() {
      return key.isPresent() && guest.isEmpty();
    }
  }

  CompletableFuture<Hold> reserve(AccessKey key, long wanted, Instant now) {
    return ofToday(key, wanted, now, TRIES);
  }

  private CompletableFuture<Hold> ofToday(AccessKey key, long wanted, Instant now, int tries) {
    var change =
        new Table.Change(
            key.item(),
            "ADD tokensLeft :less",
            VALID + "usedDay >= :today AND tokensLeft >= :wanted",
            Map.of(
                ":less",
                -wanted,
                ":wanted",
                wanted,
                ":now",
                now.getEpochSecond(),
                ":today",
                today(now)));
    return table
        .change(change)
        .thenCompose(done -> {
          if (done.held()) {
            return CompletableFuture.completedFuture(hold(key, wanted, done.item(), now));
          }
          boolean yesterdays = day(done.item()).compareTo(today(now)) < 0;
          return valid(done.item(), now) && yesterdays && tries > 0
              ? ofNewDay(key, wanted, now, tries - 1)
              : CompletableFuture.completedFuture(hold(key, 0, done.item(), now));
        });
  }

  private CompletableFuture<Hold> ofNewDay(AccessKey key, long wanted, Instant now, int tries) {
    var change =
        new Table.Change(
            key.item(),
            "SET usedDay = :today, tokensLeft = dailyTokens - :wanted",
            VALID + "usedDay < :today AND dailyTokens >= :wanted",
            Map.of(":wanted", wanted, ":now", now.getEpochSecond(), ":today", today(now)));
    return table
        .change(change)
        .thenCompose(done -> {
          if (done.held()) {
            return CompletableFuture.completedFuture(hold(key, wanted, done.item(), now));
          }
          boolean begun = day(done.item()).compareTo(today(now)) >= 0;
          return begun && tries > 0
              ? ofToday(key, wanted, now, tries - 1)
              : CompletableFuture.completedFuture(hold(key, 0, done.item(), now));
        });
  }

  /// The same with room for more, on the same day; none where there is none, or no longer.
  CompletableFuture<Hold> extended(Hold hold, long more, Instant now) {
    if (!hold.granted()) {
      return CompletableFuture.completedFuture(hold);
    }
    var change =
        new Table.Change(
            hold.key().orElseThrow().item(),
            "ADD tokensLeft :less",
            VALID + "usedDay = :day AND tokensLeft >= :more",
            Map.of(
                ":less", -more, ":more", more, ":now", now.getEpochSecond(), ":day", hold.day()));
    return table
        .change(change)
        .thenApply(done ->
            done.held()
                ? new Hold(hold.key(), hold.day(), hold.reserved() + more, hold.guest())
                : Hold.NONE);
  }

  /// Gives back what was not used, on the day on which it was reserved, and counts what was.
  CompletableFuture<?> settle(Hold hold, Reply.Usage used) {
    long tokens = (long) used.inputTokens() + used.outputTokens();
    return hold.granted()
        ? giveBack(hold, hold.reserved() - tokens, tokens)
        : CompletableFuture.completedFuture(null);
  }

  /// Undoes a reservation, or what it was extended by.
  CompletableFuture<?> giveBack(Hold hold, long tokens) {
    return hold.granted() ? giveBack(hold, tokens, 0) : CompletableFuture.completedFuture(null);
  }

  /// Never twice. Where another day has begun, its budget is none of this; an item that is gone is
  /// not made anew.
  private CompletableFuture<?> giveBack(Hold hold, long rest, long used) {
    String key = hold.key().orElseThrow().item();
    return table
        .changeOnce(
            new Table.Change(
                key,
                "ADD tokensLeft :rest, usedTokens :used",
                "usedDay = :day",
                Map.of(":rest", rest, ":used", used, ":day", hold.day())))
        .thenCompose(done ->
            done.held() || used == 0
                ? CompletableFuture.completedFuture(done)
                : table.changeOnce(
                    new Table.Change(
                        key,
                        "ADD usedTokens :used",
                        "attribute_exists(pk)",
                        Map.of(":used", used))));
  }

  /// Whom the key lets in now, if anybody.
  CompletableFuture<Optional<Guest>> guest(AccessKey key, Instant now) {
    return table.read(key.item()).thenApply(item -> guest(item, now));
  }

  private static Hold hold(AccessKey key, long reserved, Item item, Instant now) {
    return new Hold(Optional.of(key), day(item), reserved, guest(item, now));
  }

  private static Optional<Guest> guest(Item item, Instant now) {
    if (!valid(item, now)) {
      return Optional.empty();
    }
    long tokens = item.number("dailyTokens");
    long left = day(item).compareTo(today(now)) < 0 ? tokens : item.number("tokensLeft");
    return Optional.of(
        new Guest(item.text("guest").orElse(""), tokens, Math.max(0, Math.min(tokens, left))));
  }

  private static boolean valid(Item item, Instant now) {
    return item.text("revoked").isEmpty() && item.number("validUntil") > now.getEpochSecond();
  }

  private static String day(Item item) {
    return item.text("usedDay").orElse("");
  }

  private static String today(Instant now) {
    return Day.of(now).date().toString();
  }
}
