package assistant.function.api;

import assistant.function.aws.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The flags by which one function instance is told to stop the answer that it streams; any other
/// instance sets them.
public record StopFlags(Table table) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);

  /// No answer takes longer.
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  public CompletableFuture<?> set(String answer, Instant now) {
    return table.change(
        new Table.Change(
            key(answer),
            "SET stopped = :one, expires = :expires",
            Map.of(":one", 1, ":expires", now.plus(LONGEST_ANSWER).getEpochSecond())));
  }

  /// Looks at the flag beside the answer's own thread, until `over` or until it is set.
  public void watch(String answer, CountDownLatch over, Runnable stop) {
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
  }

  /// While the table cannot be read, the answer goes on: it is paid for already.
  private boolean isSet(String answer) {
    try {
      return table.read(key(answer)).join().number("stopped") != 0;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static String key(String answer) {
    return "answer#" + answer;
  }
}
