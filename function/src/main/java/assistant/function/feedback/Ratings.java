package assistant.function.feedback;

import assistant.function.aws.Table;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Counts votes in the item of the answer's day, by model and version. Of an answer the last vote
/// counts, once: it takes the place of the one before.
public record Ratings(Table table) {
  /// A vote may be changed for as long as the receipt is read, and a day more.
  private static final int DAYS_KEPT = 9;

  private static final String NONE = "none";
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// Whether it was taken. The item tells the vote before, and puts in order those that come
  /// together.
  public boolean count(Receipt receipt, Vote vote) throws InterruptedException {
    return Table.done(counted(receipt, vote), PATIENCE);
  }

  private CompletableFuture<?> counted(Receipt receipt, Vote vote) {
    long expires = receipt.day().plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    var change =
        new Table.Change(
            "rating#" + receipt.id(),
            "SET votedBefore = if_not_exists(voted, :none), voted = :vote, expires = :expires",
            Map.of(":none", NONE, ":vote", vote.written(), ":expires", expires));
    return table
        .changeOnce(change)
        .thenCompose(
            done -> move(receipt, done.item().text("votedBefore").orElse(NONE), vote.labels()));
  }

  private CompletableFuture<?> move(Receipt receipt, String before, List<String> now) {
    Map<String, Integer> changes = new TreeMap<>();
    now.forEach(label -> changes.merge(label, 1, Integer::sum));
    if (!before.equals(NONE)) {
      for (String label : before.split(" ")) {
        changes.merge(label, -1, Integer::sum);
      }
    }
    changes.values().removeIf(change -> change == 0);
    if (changes.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    StringBuilder update = new StringBuilder("ADD ");
    Map<String, String> names = new TreeMap<>();
    Map<String, Object> values = new TreeMap<>();
    changes.forEach((label, change) -> {
      update.append(values.isEmpty() ? "" : ", ").append("#" + label + " :" + label);
      names.put("#" + label, "rated " + label + " " + receipt.version() + " " + receipt.model());
      values.put(":" + label, change);
    });
    return table.changeOnce(
        new Table.Change("day#" + receipt.day(), update.toString(), "", values, names));
  }
}
