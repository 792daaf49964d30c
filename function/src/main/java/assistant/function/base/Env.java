package assistant.function.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Environment variables read as typed values; a malformed one is refused by its name, its value
/// never repeated.
public record Env(Map<String, String> variables) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)?");

  public Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  public int number(String name, int otherwise, int least, int most) {
    return (int) number(name, (long) otherwise, (long) least, (long) most);
  }

  public long number(String name, long otherwise, long least, long most) {
    return text(name).map(text -> number(name, text, least, most)).orElse(otherwise);
  }

  private static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the reader's words.
    }
    throw malformed(name, "a whole number from %d to %d".formatted(least, most));
  }

  public Optional<Double> decimal(String name, double least, double most) {
    return text(name)
        .map(text -> {
          try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            // Said below, in the reader's words.
          }
          throw malformed(name, "a number from %s to %s".formatted(least, most));
        });
  }

  public Duration duration(String name, Duration otherwise, Duration most) {
    return text(name)
        .map(text -> {
          Matcher matcher = DURATION.matcher(text);
          if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration duration =
                switch (matcher.group(2)) {
                  case "ms" -> Duration.ofMillis(number);
                  case "m" -> Duration.ofMinutes(number);
                  case null, default -> Duration.ofSeconds(number);
                };
            if (duration.isPositive() && duration.compareTo(most) <= 0) {
              return duration;
            }
          }
          throw malformed(
              name, "a duration such as 100s, 1500ms or 2m, at most " + most.toSeconds() + "s");
        })
        .orElse(otherwise);
  }

  public Optional<URI> url(String name) {
    return text(name)
        .map(text -> {
          try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean host =
                url.getHost() != null || "http".equals(url.getScheme()) && Underscored.is(url);
            if (http && host && url.getQuery() == null && url.getUserInfo() == null) {
              return url;
            }
            if ("https".equals(url.getScheme()) && Underscored.is(url)) {
              throw malformed(name, "an http URL where its host has a _: TLS here takes none");
            }
          } catch (URISyntaxException e) {
            // Said below, in the reader's words.
          }
          throw malformed(name, "an http or https URL such as http://localhost:11434/v1");
        });
  }

  public boolean flag(String name) {
    return flag(name, false);
  }

  public boolean flag(String name, boolean otherwise) {
    return switch (text(name).orElse(otherwise ? "true" : "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed(name, "true or false");
    };
  }

  public static IllegalArgumentException malformed(String name, String wanted) {
    return new IllegalArgumentException(name + " must be " + wanted + ".");
  }
}
