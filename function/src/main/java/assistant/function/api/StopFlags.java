package assistant.function.api;

import assistant.function.aws.Table;
import assistant.function.guard.Guard;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The flags by which one function instance is told to stop the answer that it streams; any other
/// instance sets them. Without a table there are none.
public record StopFlags(Optional<Table> table, InstantSource clock) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// No answer takes longer.
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  /// A look-out for one answer's flag, until it is closed.
  interface Watch extends AutoCloseable {
    Watch NONE = () -> {};

    @Override
    void close();
  }

  /// The asker's own id on its way into the table: nobody may use it twice, or an answer would be
  /// paid for twice, and it may have been stopped before it was asked for.
  interface Claim {
    Claim UNNEEDED = () -> false;

    /// Whether it was stopped already; throws a [Refusal] when it was used before.
    boolean stopped() throws InterruptedException;
  }

  /// Under way at once, so that it costs the time of what is asked beside it.
  Claim claim(String answer) {
    if (table.isEmpty()) {
      return Claim.UNNEEDED;
    }
    long expires = clock.instant().plus(LONGEST_ANSWER).getEpochSecond();
    CompletableFuture<Table.Changed> claimed =
        table
            .get()
            .changeOnce(
                new Table.Change(
                    key(answer),
                    "SET asked = :one, expires = :expires",
                    "attribute_not_exists(asked)",
                    Map.of(":one", 1, ":expires", expires)));
    return () -> {
      if (!Table.done(claimed, PATIENCE)) {
        throw new Refusal(Guard.UNAVAILABLE);
      }
      if (!claimed.join().held()) {
        throw new Refusal(
            Code.ANSWER_ID_USED, "Draw a new X-Answer-Id for each question, and ask again.");
      }
      return claimed.join().item().number("stopped") != 0;
    };
  }

  void set(String answer) throws InterruptedException {
    if (table.isEmpty()) {
      return;
    }
    long expires = clock.instant().plus(LONGEST_ANSWER).getEpochSecond();
    var change =
        new Table.Change(
            key(answer),
            "SET stopped = :one, expires = :expires",
            Map.of(":one", 1, ":expires", expires));
    if (!Table.done(table.get().change(change), PATIENCE)) {
      throw new Refusal(Guard.UNAVAILABLE);
    }
  }

  /// Looks at the flag beside the answer's own thread.
  Watch watch(String answer, Runnable stop) {
    if (table.isEmpty()) {
      return Watch.NONE;
    }
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofPlatform()
        .name("stop-flag")
        .daemon()
        .start(() -> {
          try {
            while (!over.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
              if (isSet(answer)) {
                stop.run();
                return;
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return over::countDown;
  }

  /// While the table cannot be read, the answer goes on: it is paid for already.
  private boolean isSet(String answer) {
    try {
      return table.get().read(key(answer)).join().number("stopped") != 0;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static String key(String answer) {
    return "answer#" + answer;
  }
}
