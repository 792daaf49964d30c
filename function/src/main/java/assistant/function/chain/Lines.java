package assistant.function.chain;

/// Where in a Markdown text its reader stands: at the beginning of a line, in code, after a quote.
/// Fences count within quotes and lists too; a span of code ends with its line at the latest.
final class Lines {
  /// What a line cannot go on with, if it is to be the end of a block.
  private static final String QUOTE = " \t>";

  /// What may stand before a fence.
  private static final String BEFORE = QUOTE + "-*+0123456789.)";

  private boolean begins = true;
  private boolean quotes = true;
  private boolean fences = true;
  private boolean blankBefore = true;
  private boolean indented;
  private boolean list;
  private int indent;
  private int span;
  private char last = '\n';
  private char solid;
  private char fence;
  private int fenceLength;
  private boolean fenceLine;
  private int run;
  private boolean runFences;
  private boolean runQuotes;

  void pass(String text) {
    int from = run > 0 || fences ? 0 : plain(text);
    for (int i = from; i < text.length(); i++) {
      pass(text.charAt(i));
    }
  }

  /// How far the text goes on with its line, in which nothing stands that could change what it is.
  private int plain(String text) {
    int at = 0;
    while (at < text.length() && !special(text.charAt(at))) {
      char c = text.charAt(at++);
      solid = c == ' ' || c == '\t' ? solid : c;
      last = c;
    }
    return at;
  }

  private static boolean special(char c) {
    return c == '\n' || c == '\r' || c == '`' || c == '~';
  }

  void pass(char c) {
    if (run > 0 && c != last) {
      endRun(c);
    }
    if (Mark.newline(c)) {
      endLine(c);
      return;
    }
    if (begins) {
      begin(c);
    }
    if ((c == '`' || c == '~') && (run > 0 || last != '\\' || span > 0)) {
      runFences = run == 0 ? fences : runFences;
      runQuotes = run == 0 ? quotes : runQuotes;
      run++;
    }
    quotes = quotes && QUOTE.indexOf(c) >= 0;
    fences = fences && BEFORE.indexOf(c) >= 0;
    last = c;
    solid = c == ' ' || c == '\t' ? solid : c;
  }

  private void begin(char c) {
    if (c == ' ' || c == '\t') {
      indent += c == '\t' ? 4 : 1;
      return;
    }
    begins = false;
    indented = indent >= 4 && !list && fenceLength == 0 && (blankBefore || indented);
    if (indent < 2) {
      list = c == '-' || c == '*' || c == '+' || Character.isDigit(c);
    }
  }

  private void endLine(char c) {
    if (c == '\n' && last == '\r') {
      last = c;
      return;
    }
    blankBefore = begins;
    begins = true;
    quotes = true;
    fences = true;
    fenceLine = false;
    indent = 0;
    span = 0;
    last = c;
  }

  private void endRun(char next) {
    int fenceWas = fenceLength;
    int fenceNow = fenceAfter(next);
    span = spanAfter(fenceNow);
    fenceLength = fenceNow;
    if (fenceNow > 0 && fenceWas == 0) {
      fence = last;
      fenceLine = true;
    }
    run = 0;
  }

  /// How long the fence is in which the text goes on after these ticks; 0 for none.
  private int fenceAfter(char next) {
    if (fenceLength == 0) {
      return runFences && run >= 3 && span == 0 && !indented ? run : 0;
    }
    // A fence has no ticks in its own line: it was a span.
    boolean none = fenceLine && last == '`' && fence == '`';
    boolean ends = runQuotes && last == fence && run >= fenceLength;
    return none || ends && !Character.isLetterOrDigit(next) ? 0 : fenceLength;
  }

  private int spanAfter(int fenceNow) {
    if (fenceLength > 0 && fenceNow == 0 && fenceLine) {
      return run == fenceLength ? 0 : fenceLength;
    }
    if (fenceLength > 0 || fenceNow > 0 || last != '`') {
      return span;
    }
    return span == 0 ? run : span == run ? 0 : span;
  }

  /// Nothing but spaces stands on this line so far, and few of them.
  boolean begins() {
    return begins && indent < 4;
  }

  /// In a fenced or an indented block, or between backticks.
  boolean code() {
    if (begins && indent >= 4 && !list && (blankBefore || indented)) {
      return true;
    }
    int fenceNow = run > 0 ? fenceAfter('<') : fenceLength;
    int spanNow = run > 0 ? spanAfter(fenceNow) : span;
    return fenceNow > 0 || spanNow > 0 || indented && !begins;
  }

  boolean quoted() {
    return Mark.quote(last) || last == '\\';
  }

  /// Whether the words before this line or space say that an example follows.
  boolean announces() {
    return last != solid && (solid == ':' || solid == '：');
  }

  /// Whether another element's tag stands before this line.
  boolean afterTag() {
    return solid == '>';
  }

  /// Whether what ends here may be a thought, and not a sentence that names what stands next.
  boolean mayEnd() {
    return last == ' ' || last == '\t'
        ? ".!?…。！？".indexOf(solid) >= 0
        : Character.isLetterOrDigit(last) || ".!?…。！？:：;；,，、)]}）】」』>*_~%".indexOf(last) >= 0;
  }
}
