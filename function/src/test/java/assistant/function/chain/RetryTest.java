package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.base.Deadline;
import assistant.function.problem.Code;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  private static final Retry RETRY = new Retry(3, Duration.ofMillis(200), () -> 0.5);

  @ParameterizedTest(name = "retriable {0}, Retry-After {1} s, attempt {2}, {3} s left: {4} ms")
  @CsvSource({
    "true, , 1, 60, 150",
    "true, , 2, 60, 300",
    "true, , 3, 60, ",
    "true, , 2, 0, ",
    "true, 2, 1, 60, 2000",
    "true, 2, 1, 1, ",
    "true, 30, 1, 60, ",
    "false, , 1, 60, ",
  })
  void pauses(boolean retriable, Integer retryAfter, int attempt, int left, Long pause) {
    Optional<Duration> wait = Optional.ofNullable(retryAfter).map(Duration::ofSeconds);
    ModelFailure lasting = ModelFailure.of(Code.MODEL_FAILED, "").after(wait);
    Failure failure = Failure.of(retriable ? lasting.retriable() : lasting);
    assertEquals(
        Optional.ofNullable(pause).map(Duration::ofMillis),
        RETRY.pause(failure, attempt, Deadline.in(Duration.ofSeconds(left))));
  }
}
