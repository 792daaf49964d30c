package assistant.function.chain;

/// Joins the pieces of a model's text so that each piece handed on is whole Unicode: half a
/// surrogate pair waits for its other half.
final class WholeCharacters {
  private char held;

  /// The piece to hand on, which may be empty; a half that never meets its other becomes U+FFFD.
  String piece(String piece) {
    if (piece.isEmpty() || held == 0 && whole(piece)) {
      return piece;
    }
    StringBuilder joined = new StringBuilder(piece.length() + 1);
    if (held != 0) {
      joined.append(held);
      held = 0;
    }
    joined.append(piece);
    int last = joined.length() - 1;
    if (Character.isHighSurrogate(joined.charAt(last))) {
      held = joined.charAt(last);
      joined.setLength(last);
    }
    return repaired(joined);
  }

  /// What still waits when the text is over.
  String rest() {
    boolean waits = held != 0;
    held = 0;
    return waits ? "\uFFFD" : "";
  }

  private static boolean whole(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (Character.isSurrogate(piece.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String repaired(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }
}
