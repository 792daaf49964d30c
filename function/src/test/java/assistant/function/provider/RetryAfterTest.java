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
    "retry-after, 5 seconds, 5000",
    "retry-after, 2m, 120000",
    "retry-after, 1h 2m 3s, 3723000",
    "retry-after, 3 times, ",
    "retry-after, 946684800000, 0",
    "retry-after, 1000000001, 0",
    "retry-after, 9999999999999, 86400000",
    "retry-after, '1994-11-06T08:49:37Z', 0",
    "retry-after, '2994-11-06T08:49:37+02:00', 86400000",
    "retry-after, 'Friday, 05-Jan-24 08:49:37 GMT', 0",
    "retry-after, 'Sun Nov  6 08:49:37 1994', 0",
    "retry-after, 'Sun, 06 Nov 1994 08:49:37 UTC', 0",
    "ratelimit-reset, 12, 12000",
    "x-ratelimit-reset, 1000000001, 0",
    "x-ratelimit-reset-requests, 6m0s, ",
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

  /// OpenAI and Groq tell when each of two allowances is there again; what is left of one does not
  /// have to be waited for.
  @Test
  void onlyAnAllowanceThatIsUsedUpIsWaitedFor() {
    Map<String, List<String>> headers =
        Map.of(
            "x-ratelimit-remaining-requests", List.of("99"),
            "x-ratelimit-reset-requests", List.of("6m0s"),
            "x-ratelimit-remaining-tokens", List.of("0"),
            "x-ratelimit-reset-tokens", List.of("7.66s"));
    assertEquals(
        Optional.of(Duration.ofMillis(7660)),
        RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"retryDelay\":\"34s\"}', 34000",
    "'{\"retryDelay\":\"34.0748s\"}', 34074",
    "'{\"error\":{\"message\":\"Rate limit reached. Please try again in 7m12.5s. Visit\"}}', 432500",
    "'{\"error\":{\"message\":\"Please try again in 350ms.\"}}', 350",
    "'{\"error\":{\"message\":\"Please retry after 20.\"}}', 20000",
    "'{\"error\":{\"message\":\"Please retry after 2 minutes.\"}}', 120000",
    "'{\"error\":{\"message\":\"Try again in 1 hour and 5 minutes\"}}', 3900000",
    "'{\"error\":{\"message\":\"Please wait 30 seconds before retrying.\"}}', 30000",
    "'{\"error\":{\"message\":\"max RPM: 3, please try again after 1 seconds\"}}', 1000",
    "'{\"error\":{\"message\":\"Your limit resets in 2 days.\"}}', 86400000",
    "'{\"error\":{\"message\":\"Try again later. Limit: 3 / min\"}}', ",
    "'{\"error\":{\"message\":\"We retry up to 3 times\"}}', ",
    "'{\"error\":\"loading\",\"estimated_time\":20.0}', 20000",
    "'{\"error\":{\"retryAfter\":5}}', 5000",
    "'{\"error\":{\"metadata\":{\"retry_after_ms\":500}}}', 500",
    "'{\"error\":{\"metadata\":{\"headers\":{\"X-RateLimit-Reset\":\"946684800000\"}}}}', 0",
    "'{\"error\":{\"metadata\":{\"headers\":{\"Retry-After\":\"7\"}}}}', 7000",
    "'{\"error\":{\"message\":\"try again in a while\"}}', ",
    "'{\"error\":{\"message\":\"Your limit will reset at 2026-02-10 15:29:44\"}}', ",
    "'{\"error\":{\"message\":\"Quota resets at 15:29 UTC\"}}', ",
    "'{\"error\":{\"message\":\"try again in 1.5 minutes\"}}', 90000",
  })
  void bodyIsRead(String body, Long millis) {
    assertEquals(
        Optional.ofNullable(millis).map(Duration::ofMillis), ComplaintJson.of(body).retryAfter());
  }
}
