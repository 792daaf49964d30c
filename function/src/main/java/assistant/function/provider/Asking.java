package assistant.function.provider;

import java.util.regex.Pattern;

/// Which part of a request a refusal is about: by the field that it points at, or by a name beside
/// words that refuse.
record Asking(Complaint complaint) {
  private static final Pattern REFUSING =
      Pattern.compile(
          "unsupported|not support|n't support|unknown|unrecogni[sz]ed|unexpected|extra|not permitted|not allowed|forbidden"
              + "|invalid|not accept|not available|not enabled|deprecated|no longer|only the default|must be verified|disallow"
              + "|not recogni[sz]ed|cannot be|can't be|additional propert|literal_error|should be|no extra");
  private static final Pattern TOO_MUCH =
      Pattern.compile(
          "too large|too big|too high|at most|at least|less than|greater than|exceed|must be (an? )?(positive|integer)|maximum value|range|minimum");
  private static final Pattern SYSTEM =
      Pattern.compile(
          "system.{0,20}(role|message|prompt|instruction)|role.{0,24}system|developer instruction|only user(, | and |/)"
              + "|roles must alternate|'user' or 'assistant'|first message must be|(first|starting).{0,40}user role");

  /// Whether it is one of these names that it refuses, also without the lines between their words,
  /// as xAI and others write them.
  boolean refuses(String... names) {
    for (String name : names) {
      boolean named = names(name) || names(name.replace("_", ""));
      if (pointsAt(name) || named && REFUSING.matcher(complaint.words()).find()) {
        return true;
      }
    }
    return false;
  }

  /// A length that is only too large is not helped by another name.
  boolean refusesLength(String name) {
    return !aboutValue() && refuses(name);
  }

  /// Whether a value is refused, which the next request need not have.
  boolean aboutValue() {
    return TOO_MUCH.matcher(complaint.words()).find()
        && !complaint.says("unsupported")
        && !complaint.says("extra")
        && !complaint.says("unknown");
  }

  boolean refusesSystem() {
    String words = complaint.words();
    return SYSTEM.matcher(words).find()
        && (REFUSING.matcher(words).find() || words.contains("must") || words.contains("only"));
  }

  private boolean pointsAt(String name) {
    return complaint.names().stream()
        .anyMatch(
            told -> told.equals(name) || told.startsWith(name + ".") || told.endsWith("." + name));
  }

  /// As a word of its own: `stream` is none of `stream_options`.
  private boolean names(String name) {
    String words = complaint.words();
    for (int at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
      int end = at + name.length();
      if ((at == 0 || !wordy(words.charAt(at - 1)))
          && (end == words.length() || !wordy(words.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean wordy(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
