package assistant.function.retrieval;

import java.util.ArrayList;
import java.util.List;

/// Particles written together with a word, before and after it, of which at least three letters
/// stay.
final class Affixes {
  private static final int LEAST = 3;
  private final String[] before;
  private final String[] after;

  Affixes(String before, String after) {
    this.before = before.split(" ");
    this.after = after.split(" ");
  }

  /// The word without its ending, and that without each beginning it may have.
  List<String> without(String word) {
    List<String> terms = new ArrayList<>(3);
    String stem = end(word);
    terms.add(stem);
    for (String prefix : before) {
      if (word.startsWith(prefix) && word.length() - prefix.length() >= LEAST) {
        String rest = end(word.substring(prefix.length()));
        if (!terms.contains(rest)) {
          terms.add(rest);
        }
      }
    }
    return terms;
  }

  private String end(String word) {
    for (String suffix : after) {
      if (word.endsWith(suffix) && word.length() - suffix.length() >= LEAST) {
        return word.substring(0, word.length() - suffix.length());
      }
    }
    return word;
  }
}
