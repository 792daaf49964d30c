package assistant.function.chain;

import assistant.function.base.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// When an attempt that failed before its first token is made again, and after how long.
public record Retry(int attempts, Duration first, DoubleSupplier random) {
  /// Longer than this no visitor waits for a second attempt: they are told when to come back
  /// instead.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  public static final Retry USUAL = new Retry(3, Duration.ofMillis(250), Math::random);

  /// The pause before the next attempt: what the provider asks for, else doubling with jitter;
  /// empty when there is none.
  Optional<Duration> pause(Failure failure, int attempt, Deadline deadline) {
    if (!failure.retriable() || attempt >= attempts) {
      return Optional.empty();
    }
    Duration backoff = first.multipliedBy(1L << (attempt - 1));
    Duration jittered =
        backoff
            .dividedBy(2)
            .plusNanos((long) (random.getAsDouble() * backoff.dividedBy(2).toNanos()));
    Duration pause = failure.retryAfter().orElse(jittered);
    boolean bearable = pause.compareTo(PATIENCE) <= 0 && pause.compareTo(deadline.remaining()) < 0;
    return bearable ? Optional.of(pause) : Optional.empty();
  }
}
