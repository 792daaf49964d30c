package assistant.function.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a provider wants to be left alone, in each way in which it may say so; never longer
/// than a day, whatever it says.
final class RetryAfter {
  static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d+)?)(ms|s)?)?");
  private static final Pattern AGAIN =
      Pattern.compile("(?:try again|retry) (?:in|after) ([0-9][0-9.dhms]*)");

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(ms -> number(ms, 1))
        .or(() -> headers.firstValue("retry-after").flatMap(RetryAfter::header));
  }

  /// Seconds, whole or not, or a date.
  private static Optional<Duration> header(String text) {
    return number(text, 1000).or(() -> words(text)).or(() -> date(text));
  }

  private static Optional<Duration> number(String text, long factor) {
    try {
      double millis = Double.parseDouble(text.strip()) * factor;
      return Double.isNaN(millis) || millis < 0 ? Optional.empty() : Optional.of(bounded(millis));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(double millis) {
    return Duration.ofMillis((long) Math.min(millis, LONGEST.toMillis()));
  }

  private static Optional<Duration> date(String text) {
    try {
      Instant then =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long millis = Duration.between(Instant.now(), then).toMillis();
      return Optional.of(bounded(Math.max(0, millis)));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /// As a body says it: `34s`, `7m12.5s`, `350ms`, `20`.
  static Optional<Duration> words(String text) {
    Matcher parts = WAIT.matcher(text.strip());
    if (text.isBlank() || !parts.matches()) {
      return Optional.empty();
    }
    double seconds =
        whole(parts.group(1)) * 86_400 + whole(parts.group(2)) * 3600 + whole(parts.group(3)) * 60;
    double last = parts.group(4) == null ? 0 : Double.parseDouble(parts.group(4));
    seconds += "ms".equals(parts.group(5)) ? last / 1000 : last;
    return Optional.of(bounded(seconds * 1000));
  }

  private static double whole(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /// In the midst of a sentence, in lower case.
  static Optional<Duration> in(String sentence) {
    Matcher again = AGAIN.matcher(sentence);
    if (!again.find()) {
      return Optional.empty();
    }
    String wait = again.group(1);
    return words(wait.endsWith(".") ? wait.substring(0, wait.length() - 1) : wait);
  }
}
