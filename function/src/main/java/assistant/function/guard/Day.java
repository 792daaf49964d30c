package assistant.function.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A day of the budget, in UTC.
record Day(LocalDate date) {
  static Day of(Instant now) {
    return new Day(LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /// The second at which the next one begins.
  long end() {
    return date.plusDays(1).toEpochSecond(java.time.LocalTime.MIDNIGHT, ZoneOffset.UTC);
  }

  Duration left(Instant now) {
    return Duration.between(now, Instant.ofEpochSecond(end()));
  }

  /// By hand, as those that a record brings are made at run time, which a cold start pays for.
  @Override
  public boolean equals(Object other) {
    return other instanceof Day day && date.equals(day.date);
  }

  @Override
  public int hashCode() {
    return date.hashCode();
  }
}
