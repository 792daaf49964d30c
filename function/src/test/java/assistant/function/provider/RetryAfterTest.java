package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static Optional<Duration> of(String name, String value) {
    return RetryAfter.of(HttpHeaders.of(Map.of(name, List.of(value)), (n, v) -> true));
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 2, 2000",
    "retry-after, 1.5, 1500",
    "retry-after, 0, 0",
    "retry-after, -3, ",
    "retry-after, Infinity, 86400000",
    "retry-after, 1e999, 86400000",
    "retry-after, NaN, ",
    "retry-after, 999999999999999999999, 86400000",
    "retry-after, soon, ",
    "retry-after, 34s, 34000",
    "retry-after-ms, 1500, 1500",
    "retry-after-ms, 1e400, 86400000",
  })
  void headerIsRead(String name, String value, Long millis) {
    assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), of(name, value));
  }

  @Test
  void dateIsCountedFromNow() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC));
    long seconds = of("retry-after", date).orElseThrow().toSeconds();
    assertTrue(seconds > 50 && seconds <= 60, "" + seconds);
    assertEquals(Optional.of(Duration.ZERO), of("retry-after", "Mon, 30 Nov 1998 22:00:00 GMT"));
    assertEquals(
        Optional.of(RetryAfter.LONGEST), of("retry-after", "Thu, 30 Nov 2997 22:00:00 GMT"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"retryDelay\":\"34s\"}', 34000",
    "'{\"retryDelay\":\"34.0748s\"}', 34074",
    "'{\"error\":{\"message\":\"Rate limit reached. Please try again in 7m12.5s. Visit\"}}', 432500",
    "'{\"error\":{\"message\":\"Please try again in 350ms.\"}}', 350",
    "'{\"error\":{\"message\":\"Please retry after 20.\"}}', 20000",
    "'{\"error\":{\"message\":\"try again in a while\"}}', ",
  })
  void bodyIsRead(String body, Long millis) {
    assertEquals(
        Optional.ofNullable(millis).map(Duration::ofMillis), ComplaintJson.of(body).retryAfter());
  }
}
