package assistant.function.provider;

/// Text gathered from pieces, of which there is nearly always one.
final class Words {
  private String first = "";
  private StringBuilder more;

  void add(String piece) {
    if (piece == null || piece.isEmpty()) {
      return;
    }
    if (first.isEmpty()) {
      first = piece;
      return;
    }
    if (more == null) {
      more = new StringBuilder(first);
    }
    more.append(piece);
  }

  boolean isEmpty() {
    return first.isEmpty();
  }

  int length() {
    return more == null ? first.length() : more.length();
  }

  String text() {
    return more == null ? first : more.toString();
  }
}
