package assistant.function.guard;

import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What can close the page for everyone: its owner, who pauses it, and the circuit that opens when
/// the model's provider refuses because of its own limits.
record PageSwitch(Table table) {
  private static final String KEY = "page";
  private static final Duration LONGEST = Duration.ofDays(1);

  CompletableFuture<Optional<Problem>> closed(Instant now) {
    return table.read(KEY).thenApply(item -> closed(item, now));
  }

  private static Optional<Problem> closed(Item item, Instant now) {
    if (item.number("paused") != 0) {
      return Optional.of(
          Problem.passing(
              Code.PAUSED,
              "The owner has closed this page for now. Come back later.",
              Duration.ofMinutes(5)));
    }
    Duration left = Duration.ofSeconds(item.number("circuitUntil") - now.getEpochSecond());
    return left.isPositive()
        ? Optional.of(
            Problem.passing(
                item.text("circuitCode").filter(Code.BUDGET_USED_UP.wire()::equals).isPresent()
                    ? Code.BUDGET_USED_UP
                    : Code.MODEL_OVERLOADED,
                "The model's provider takes no further questions for now. Come back later.",
                left))
        : Optional.empty();
  }

  /// Opens the circuit for as long as the provider says; one that is open is never shortened.
  CompletableFuture<?> open(Problem problem, Instant now) {
    Duration wait =
        problem.retryAfter().filter(told -> told.compareTo(LONGEST) < 0).orElse(LONGEST);
    long until = now.plus(wait).getEpochSecond();
    return table.change(
        new Table.Change(
            KEY,
            "SET circuitUntil = :until, circuitCode = :code",
            "attribute_not_exists(circuitUntil) OR circuitUntil < :until",
            Map.of(":until", until, ":code", problem.code().wire())));
  }
}
