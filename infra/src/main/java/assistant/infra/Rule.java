package assistant.infra;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What an option's value may be, as a check and in words.
record Rule(String words, Predicate<String> accepts) {

  static Rule flag() {
    return oneOf(List.of("true", "false"));
  }

  static Rule oneOf(List<String> values) {
    return new Rule("one of " + String.join(", ", values), values::contains);
  }

  static Rule number(long least, long most) {
    return new Rule(
        "a whole number from %d to %d".formatted(least, most),
        value -> value.matches("\\d{1,18}") && isBetween(Long.parseLong(value), least, most));
  }

  static Rule matching(String regex, String words) {
    return new Rule(words, Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate());
  }

  private static boolean isBetween(long value, long least, long most) {
    return least <= value && value <= most;
  }
}
