package assistant.function.chain;

/// Tells of a Markdown text that comes character by character what is code: fenced and indented
/// blocks, and spans between backticks.
final class MarkdownCode {
  private char fence;
  private int fenceLength;
  private boolean fenceLine;
  private int span;
  private boolean none;
  private char run;
  private int runLength;
  private boolean runFirst;
  private int indent;
  private boolean begun;
  private boolean blankBefore = true;
  private boolean indented;
  private boolean list;
  private boolean escaped;

  /// Neither in a block nor in a span of code, as far as can be told.
  boolean outside() {
    return fence == 0 && span == 0 && !indented;
  }

  /// In a span that has begun and not yet ended.
  boolean span() {
    return span > 0;
  }

  /// Whether the last span never closed, and so was prose.
  boolean spanWasNone() {
    return none;
  }

  /// Takes the span that is open for prose.
  void giveUpSpan() {
    none = true;
    span = 0;
  }

  void end() {
    endRun(' ');
    none = span > 0;
    span = 0;
  }

  void take(char c) {
    if (runLength > 0 && c != run) {
      endRun(c);
    }
    if (c == '\n') {
      endLine();
      return;
    }
    if (!begun) {
      if (c == ' ' || c == '\t') {
        indent += c == '\t' ? 4 : 1;
        return;
      }
      beginLine(c);
    }
    boolean opens = c == '`' && !escaped || c == '~' && runFirst;
    if (opens && (runLength > 0 || c == '`' || runFirst)) {
      run = c;
      runLength++;
    } else {
      runFirst = false;
    }
    escaped = c == '\\' && !escaped && span == 0;
  }

  private void beginLine(char c) {
    begun = true;
    runFirst = indent < 4 || fence != 0 || list;
    if (fence == 0 && span == 0) {
      indented = indent >= 4 && !list && (blankBefore || indented);
      if (indent < 2) {
        list = c == '-' || c == '*' || c == '+' || Character.isDigit(c);
      }
    }
  }

  private void endLine() {
    boolean blank = !begun;
    if (blank && span > 0) {
      none = true;
      span = 0;
    }
    fenceLine = false;
    blankBefore = blank;
    begun = false;
    runFirst = false;
    escaped = false;
    indent = 0;
  }

  private void endRun(char next) {
    int length = runLength;
    runLength = 0;
    boolean first = runFirst;
    runFirst = false;
    if (fence != 0) {
      if (fenceLine && run == '`' && fence == '`') {
        // A fence has no backticks in its first line: it was a span.
        fence = 0;
        fenceLine = false;
        span = length == fenceLength ? 0 : fenceLength;
        none = false;
      } else if (first && run == fence && length >= fenceLength && Character.isWhitespace(next)) {
        fence = 0;
      }
    } else if (span > 0) {
      if (run == '`' && length == span) {
        span = 0;
        none = false;
      }
    } else if (first && length >= 3 && !indented) {
      fence = run;
      fenceLength = length;
      fenceLine = true;
    } else if (run == '`' && !indented) {
      span = length;
    }
  }
}
