package assistant.llama;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The environment's variables by their kinds; an [IllegalArgumentException] names the one that is
/// malformed.
record Variables(Map<String, String> environment) {
  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(name + " is no path: " + text, e);
    }
  }

  Optional<Integer> number(String name) {
    return text(name)
        .map(text -> {
          try {
            return Integer.valueOf(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + text, e);
          }
        });
  }

  Optional<Float> decimal(String name, float least, float most) {
    return text(name)
        .map(text -> {
          try {
            float value = Float.parseFloat(text);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException e) {
            // Said below.
          }
          throw new IllegalArgumentException(
              "%s must be a number from %s to %s, not %s".formatted(name, least, most, text));
        });
  }

  Optional<Boolean> flag(String name) {
    return text(name)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw new IllegalArgumentException(name + " must be true or false, not " + text);
            });
  }
}
