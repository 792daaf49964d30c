package assistant.function.chain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Checks the citations of an answer while it streams: `[^3]` passes when there is a source 3, and
/// is taken out when there is none, wherever the model's pieces split. In code nothing is touched,
/// and nothing counts as cited.
///
/// What may yet become a citation waits for the piece that decides; so does what follows a bracket
/// in an open code span, until the span ends, or turns out to be none.
final class Citations {
  private static final int LONGEST_MARK = 24;
  private static final int LONGEST_SPAN = 2000;

  private final int sources;
  private final boolean checked;
  private final Set<Integer> cited = new LinkedHashSet<>();
  private final MarkdownCode code = new MarkdownCode();
  private final StringBuilder mark = new StringBuilder();
  private final StringBuilder span = new StringBuilder();
  private StringBuilder out = new StringBuilder();

  /// Of an answer for which nothing was searched, all is left as it is.
  Citations(Grounded grounded) {
    this.checked = grounded.searched();
    this.sources = grounded.sources().size();
  }

  /// The piece to hand on, which may be empty.
  synchronized String piece(String piece) {
    if (!checked) {
      return piece;
    }
    for (int i = 0; i < piece.length(); i++) {
      take(piece.charAt(i));
    }
    return taken();
  }

  /// What still waits when the text is over; half a citation is none.
  synchronized String rest() {
    code.end();
    settleSpan(code.spanWasNone());
    if (mark.length() < 3) {
      out.append(mark);
    }
    mark.setLength(0);
    return taken();
  }

  /// The numbers that were cited so far, in the order in which they first were.
  synchronized List<Integer> cited() {
    return new ArrayList<>(cited);
  }

  private String taken() {
    String taken = out.toString();
    out = new StringBuilder();
    return taken;
  }

  private void take(char c) {
    boolean wasSpan = code.span();
    code.take(c);
    if (wasSpan && !code.span()) {
      settleSpan(code.spanWasNone());
    }
    if (code.span()) {
      flushMark();
      if (span.isEmpty() && c != '[') {
        out.append(c);
      } else {
        span.append(c);
        if (span.length() > LONGEST_SPAN) {
          code.giveUpSpan();
          settleSpan(true);
        }
      }
    } else if (code.outside()) {
      prose(c);
    } else {
      flushMark();
      out.append(c);
    }
  }

  /// A span that closed is code; one that did not was prose all along.
  private void settleSpan(boolean prose) {
    String held = span.toString();
    span.setLength(0);
    if (!prose) {
      out.append(held);
      return;
    }
    for (int i = 0; i < held.length(); i++) {
      prose(held.charAt(i));
    }
  }

  private void prose(char c) {
    if (c == '[') {
      flushMark();
      mark.append(c);
    } else if (mark.isEmpty()) {
      out.append(c);
    } else if (c == ']') {
      mark.append(c);
      decide();
    } else if (mark.length() < LONGEST_MARK
        && (mark.length() == 1 ? c == '^' : Character.isDigit(c) || " ,;^".indexOf(c) >= 0)) {
      mark.append(c);
    } else {
      flushMark();
      out.append(c);
    }
  }

  private void flushMark() {
    out.append(mark);
    mark.setLength(0);
  }

  /// `[^2]`, and what models make of several: `[^2, 3]`, `[^2, ^3]`. Other brackets stay.
  private void decide() {
    List<Integer> numbers = new ArrayList<>();
    int number = -1;
    for (int i = 2; i < mark.length(); i++) {
      char c = mark.charAt(i);
      if (Character.isDigit(c)) {
        number = Math.min(99_999, Math.max(number, 0) * 10 + Character.digit(c, 10));
      } else if (number >= 0) {
        numbers.add(number);
        number = -1;
      }
    }
    if (numbers.isEmpty()) {
      flushMark();
      return;
    }
    mark.setLength(0);
    for (int found : numbers) {
      if (found >= 1 && found <= sources) {
        cited.add(found);
        out.append("[^").append(found).append(']');
      }
    }
  }
}
