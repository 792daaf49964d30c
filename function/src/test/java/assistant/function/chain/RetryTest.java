package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.base.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  private static final Retry RETRY = new Retry(3, Duration.ofMillis(200), () -> 0.5);

  @ParameterizedTest(name = "status {0}, Retry-After {1} s, attempt {2}, {3} s left: {4} ms")
  @CsvSource({
    "500, , 1, 60, 150",
    "500, , 2, 60, 300",
    "500, , 3, 60, ",
    "500, , 2, 0, ",
    "429, 2, 1, 60, 2000",
    "429, 2, 1, 1, ",
    "429, 30, 1, 60, ",
    "401, , 1, 60, ",
    "404, , 1, 60, ",
    "400, , 1, 60, ",
  })
  void pauses(int status, Integer retryAfter, int attempt, int left, Long pause) {
    Optional<Duration> wait = Optional.ofNullable(retryAfter).map(Duration::ofSeconds);
    Failure failure = Failure.of(ModelFailure.status(status, "", wait));
    assertEquals(
        Optional.ofNullable(pause).map(Duration::ofMillis),
        RETRY.pause(failure, attempt, Deadline.in(Duration.ofSeconds(left))));
  }
}
