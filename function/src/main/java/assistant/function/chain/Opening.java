package assistant.function.chain;

import java.util.List;
import java.util.Locale;

/// How a text begins: models whose template opens the block think in a manner of their own, in
/// which nobody is answered. Only a first piece that is such a word is waited for; all others go on
/// at once.
enum Opening {
  SAYS,
  UNDECIDED,
  THINKS;

  private static final List<String> WORDS =
      List.of("okay", "ok", "alright", "hmm", "hm", "so", "well");
  private static final List<String> ON =
      List.of(
          "the user",
          "the question",
          "this is",
          "so the user",
          "so i ",
          "so i'",
          "so, ",
          "let me",
          "let's see",
          "let's think",
          "i need to",
          "i should",
          "i have to",
          "we need to",
          "we have",
          "first,",
          "i'm trying",
          "what does the user",
          "user ");

  static Opening of(StringBuilder text, int from) {
    if (Mark.BARE.opens(text, from)) {
      return text.length() == from + Mark.BARE.open().length() ? UNDECIDED : THINKS;
    }
    String begin =
        text.substring(from, Math.min(text.length(), from + 40)).toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (begin.length() > 1 && word.startsWith(begin)) {
        return UNDECIDED;
      }
      if (begin.startsWith(word)) {
        String rest = begin.substring(word.length());
        if (rest.isEmpty()) {
          return UNDECIDED;
        }
        if (!Character.isLetterOrDigit(rest.charAt(0))) {
          return on(rest.replaceFirst("^[,.!…\\s]+", ""));
        }
      }
    }
    return SAYS;
  }

  private static Opening on(String rest) {
    for (String way : ON) {
      if (rest.startsWith(way)) {
        return THINKS;
      }
      if (way.startsWith(rest)) {
        return UNDECIDED;
      }
    }
    return SAYS;
  }
}
