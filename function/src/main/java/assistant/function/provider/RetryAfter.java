package assistant.function.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long a provider wants to be left alone, in each way in which it may say so; never longer
/// than a day, whatever it says.
final class RetryAfter {
  static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d+)?) ?([a-z]*),? ?(?:and )?");
  private static final Pattern AGAIN =
      Pattern.compile(
          "(?:try again|retry|retrying|wait|resets?)(?: [a-z]+){0,3} (?=\\d)(?!\\d+[-:/.]\\d+[-:/])(?!\\d\\d?:\\d\\d)");

  /// Numbers above are no spans but points in time, in seconds or thousandths since 1970.
  private static final double EPOCH = 1e9;

  private static final double EPOCH_MILLIS = 1e11;
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.US),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ISO_ZONED_DATE_TIME);

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(ms -> number(ms, 1))
        .or(() -> headers.firstValue("retry-after").flatMap(RetryAfter::header))
        .or(() -> headers.firstValue("ratelimit-reset").flatMap(RetryAfter::header))
        .or(() -> headers.firstValue("x-ratelimit-reset").flatMap(RetryAfter::header))
        .or(() -> longer(used(headers, "requests"), used(headers, "tokens")));
  }

  /// OpenAI's and Groq's way: when the requests, or the tokens, of a minute are there again; counts
  /// where none is left.
  private static Optional<Duration> used(HttpHeaders headers, String what) {
    return headers
        .firstValue("x-ratelimit-remaining-" + what)
        .filter(left -> left.strip().equals("0"))
        .flatMap(none -> headers.firstValue("x-ratelimit-reset-" + what))
        .flatMap(RetryAfter::header);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  /// Seconds, whole or not, a span with its units, or a date.
  static Optional<Duration> header(String text) {
    return number(text, 1000).or(() -> words(text)).or(() -> date(text));
  }

  private static Optional<Duration> number(String text, long factor) {
    try {
      double told = Double.parseDouble(text.strip());
      double millis = told * factor;
      if (told > EPOCH && told < EPOCH_MILLIS * 100) {
        millis =
            Math.max(0, (told < EPOCH_MILLIS ? told * 1000 : told) - System.currentTimeMillis());
      }
      return Double.isNaN(millis) || millis < 0 ? Optional.empty() : Optional.of(bounded(millis));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(double millis) {
    return Duration.ofMillis((long) Math.min(millis, LONGEST.toMillis()));
  }

  private static Optional<Duration> date(String text) {
    String plain = text.strip().replace(" UTC", " GMT");
    for (DateTimeFormatter format : DATES) {
      try {
        Instant then = ZonedDateTime.parse(plain, format).toInstant();
        long millis = Duration.between(Instant.now(), then).toMillis();
        return Optional.of(bounded(Math.max(0, millis)));
      } catch (DateTimeParseException | ArithmeticException e) {
        // Another way to write it, or none.
      }
    }
    return Optional.empty();
  }

  /// As a body says it: `34s`, `7m12.5s`, `350ms`, `20`, `2 minutes`.
  static Optional<Duration> words(String text) {
    return span(text.strip().toLowerCase(Locale.ROOT), false);
  }

  /// In the midst of a sentence, in lower case.
  static Optional<Duration> in(String sentence) {
    Matcher again = AGAIN.matcher(sentence);
    return again.find() ? span(sentence.substring(again.end()), true) : Optional.empty();
  }

  /// Numbers with their units, one after the other; `rest` says that other words may follow.
  private static Optional<Duration> span(String text, boolean rest) {
    Matcher part = PART.matcher(text);
    double seconds = 0;
    int at = 0;
    while (part.region(at, text.length()).lookingAt()) {
      double unit = unit(part.group(2));
      if (unit == 0) {
        break;
      }
      seconds += Double.parseDouble(part.group(1)) * unit;
      at = part.end();
    }
    boolean whole = at == text.length() || rest && at > 0;
    return whole && at > 0 ? Optional.of(bounded(seconds * 1000)) : Optional.empty();
  }

  /// In seconds; zero for a word that is none.
  private static double unit(String word) {
    return switch (word) {
      case "ms", "millisecond", "milliseconds" -> 0.001;
      case "", "s", "sec", "secs", "second", "seconds" -> 1;
      case "m", "min", "mins", "minute", "minutes" -> 60;
      case "h", "hr", "hrs", "hour", "hours" -> 3600;
      case "d", "day", "days" -> 86_400;
      default -> 0;
    };
  }
}
