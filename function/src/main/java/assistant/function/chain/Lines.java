package assistant.function.chain;

/// Where in a Markdown text its reader stands: at the beginning of a line, in code, after a quote.
final class Lines {
  private boolean begins = true;
  private boolean inline;
  private char last = '\n';
  private char fence;
  private int fenceLength;
  private int run;
  private boolean runBegins;

  void pass(char c) {
    boolean tick = c == '`' || c == '~';
    if (run > 0 && c != last) {
      endRun();
    }
    if (tick) {
      runBegins = run == 0 ? begins : runBegins;
      run++;
    }
    if (Mark.newline(c)) {
      begins = true;
      inline = false;
    } else if (c != ' ' && c != '\t') {
      begins = false;
    }
    last = c;
  }

  private void endRun() {
    if (runBegins && run >= 3) {
      if (fenceLength == 0) {
        fence = last;
        fenceLength = run;
      } else if (last == fence && run >= fenceLength) {
        fenceLength = 0;
      }
    } else if (last == '`' && fenceLength == 0) {
      inline = !inline;
    }
    run = 0;
  }

  /// Nothing but spaces stands on this line so far.
  boolean begins() {
    return begins;
  }

  /// In a fenced block, or between backticks.
  boolean code() {
    boolean odd = run > 0 && last == '`' && !(runBegins && run >= 3);
    return fenceLength > 0 || inline != odd;
  }

  boolean quoted() {
    return Mark.quote(last);
  }
}
