package assistant.function.chain;

import java.util.function.Consumer;

/// Takes from an answer what its model's template left in it: tokens such as `<|im_end|>` around
/// it, and the tags of an answer that follows thoughts between tags. One that stands in code, or
/// within a sentence, is a word about it, and stays.
final class Leftovers {
  private final Consumer<String> listener;
  private final StringBuilder held = new StringBuilder();
  private Lines lines = new Lines();
  private String closing = "";
  private char last = '\n';
  private boolean thought;
  private boolean begun;
  private boolean taken;
  private boolean said;
  private boolean struck;

  /// The answer is about such tokens: none of those that follow is a template's.
  private boolean named;

  private boolean over;

  Leftovers(Consumer<String> listener) {
    this.listener = listener;
  }

  void thought() {
    thought = true;
  }

  /// All that was said was thought; what follows begins the answer.
  void withdrawn() {
    held.setLength(0);
    lines = new Lines();
    last = '\n';
    begun = false;
    taken = false;
    said = false;
    over = false;
    named = false;
    thought = true;
  }

  void text(String piece) {
    if (over) {
      return;
    }
    if (begun && held.isEmpty() && piece.indexOf('<') < 0) {
      lines.pass(piece);
      tell(piece);
      return;
    }
    held.append(piece);
    while (begun ? goOn() : begin()) {}
  }

  /// The text is over: tokens that end it were none of it, unless it is nothing else.
  void rest() {
    if (!over && !held.isEmpty() && !(said && ends())) {
      tell(held.toString());
    }
    held.setLength(0);
  }

  private boolean ends() {
    int at = 0;
    while (at < held.length()) {
      int end = Token.ONE.endAt(held, at);
      if (end < 0) {
        return false;
      }
      at = Mark.blank(held, end);
    }
    return true;
  }

  /// Whether there is more to be made of what is held.
  private boolean begin() {
    int at = Mark.blank(held, 0);
    if (at == held.length()) {
      return false;
    }
    boolean angle = held.charAt(at) == '<';
    int end = angle ? Token.openingEnd(held, at) : Token.NONE;
    if (angle && end == Token.NONE && thought && closing.isEmpty()) {
      end = Token.TAG.endAt(held, at);
      closing = end > 0 ? "</" + held.substring(at + 1, held.indexOf(">") + 1) : "";
    }
    if (end == Token.UNKNOWN) {
      return false;
    }
    if (end > 0) {
      held.delete(0, end);
      taken = true;
      return true;
    }
    if (taken) {
      held.delete(0, at);
    }
    begun = true;
    return true;
  }

  /// False, as it goes as far as it can.
  private boolean goOn() {
    int at = 0;
    while (at < held.length()) {
      char c = held.charAt(at);
      int end = c == '<' && !lines.code() ? takenFrom(at) : Token.NONE;
      if (end == Token.NONE) {
        lines.pass(c);
        at++;
        continue;
      }
      tell(at);
      if (end == Token.UNKNOWN) {
        return false;
      }
      held.delete(0, end - at);
      at = 0;
    }
    tell(at);
    return false;
  }

  /// Where that ends which is no part of the answer, of an angle outside of code.
  private int takenFrom(int at) {
    if (!closing.isEmpty() && closing.startsWith(some(at, closing.length()))) {
      int end = at + closing.length();
      boolean whole = held.length() >= end;
      closing = whole ? "" : closing;
      return whole ? end : Token.UNKNOWN;
    }
    struck |= some(at, 3).equals("<s>");
    int end = struck && some(at, 4).equals("</s>") ? Token.NONE : Token.ONE.endAt(held, at);
    if (end < 0 || Token.boxes(held.subSequence(at, end))) {
      return end;
    }
    char before = at == 0 ? last : held.charAt(at - 1);
    named |= before == ' ' || before == '\t' || lines.announces();
    int turn = named ? Token.NONE : Token.turn(held, at, end);
    named |= turn == Token.NONE;
    if (turn > 0) {
      over = turn == held.length();
      held.insert(turn, over ? "" : "\n\n");
    }
    return turn;
  }

  private String some(int at, int most) {
    return held.substring(at, Math.min(at + most, held.length()));
  }

  private void tell(int end) {
    if (end > 0) {
      tell(held.substring(0, end));
      held.delete(0, end);
    }
  }

  private void tell(String text) {
    last = text.charAt(text.length() - 1);
    said |= !text.isBlank();
    listener.accept(text);
  }
}
