package assistant.function.chain;

import java.util.List;

/// Ends an answer's text before the first of these texts in it, wherever the model's pieces split;
/// what may yet become one of them waits.
final class StopTexts {
  private final List<String> texts;
  private final StringBuilder held = new StringBuilder();
  private boolean met;

  StopTexts(List<String> texts) {
    this.texts = texts;
  }

  /// The part of the text that can be handed on, which may be empty.
  String piece(String piece) {
    if (texts.isEmpty()) {
      return piece;
    }
    held.append(piece);
    int end = first();
    met = end >= 0;
    return taken(met ? end : held.length() - waiting());
  }

  boolean some() {
    return !texts.isEmpty();
  }

  /// Whether the answer ends here.
  boolean met() {
    return met;
  }

  /// What still waits when the text is over.
  String rest() {
    return taken(held.length());
  }

  private int first() {
    int first = -1;
    for (String text : texts) {
      int at = held.indexOf(text);
      first = at >= 0 && (first < 0 || at < first) ? at : first;
    }
    return first;
  }

  /// How many characters at the end begin one of the texts.
  private int waiting() {
    int most = 0;
    for (String text : texts) {
      for (int n = Math.min(text.length() - 1, held.length()); n > most; n--) {
        if (text.startsWith(held.substring(held.length() - n))) {
          most = n;
        }
      }
    }
    return most;
  }

  private String taken(int length) {
    String taken = held.substring(0, length);
    held.delete(0, length);
    return taken;
  }
}
