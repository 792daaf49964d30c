package assistant.local;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Who is invited, to how many tokens a day, for how many days; within the bounds of `make invite`.
record GuestSettings(String name, long tokens, long days) {
  private static final Set<String> KNOWN = Set.of("NAME", "TOKENS", "DAYS");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@'-]{0,39}");

  /// Words such as `NAME=anna`, after the first.
  static Map<String, String> read(String[] words) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] parts = words[i].split("=", 2);
      if (parts.length < 2 || !KNOWN.contains(parts[0])) {
        throw new IllegalArgumentException(
            "Say it as NAME=anna TOKENS=50000 DAYS=30; this is none of them: " + parts[0]);
      }
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }

  static GuestSettings of(Map<String, String> settings) {
    return new GuestSettings(
        name(settings),
        whole(settings, "TOKENS", 50_000, 2_000, 1_000_000_000_000L),
        whole(settings, "DAYS", 30, 1, 3_650));
  }

  static String name(Map<String, String> settings) {
    String name =
        Normalizer.normalize(settings.getOrDefault("NAME", ""), Normalizer.Form.NFC).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Say whom: NAME=anna");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "NAME must be at most 40 letters, digits, blanks and . _ @ ' - and begin with a letter or digit: NAME=anna");
    }
    return name;
  }

  private static long whole(
      Map<String, String> settings, String name, long otherwise, long least, long most) {
    String text = settings.getOrDefault(name, "").replaceAll("[_,]", "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,15}")
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(
          "%s must be a whole number from %,d to %,d: %s=%d"
              .formatted(name, least, most, name, otherwise));
    }
    return Long.parseLong(text);
  }
}
