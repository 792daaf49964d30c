package assistant.library;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// What is said about an index: what it holds, what was left out and why, what an answer costs.
record Report(PrintStream out) {
  private static final int MOST_LINES = 20;

  /// Of an answer's passages, unless `PASSAGE_CHARS` says otherwise.
  private static final int PASSAGE_CHARS = 12_000;

  /// A function reads it whole when it starts.
  private static final int LARGE = 25 << 20;

  void print(List<Document> documents, Library.Made made) {
    say(
        "%s, %s, %s; the index has %s.",
        count(made.files(), "file"),
        count(made.sections(), "section"),
        count(made.passages(), "passage"),
        size(made.index().length));
    skipped(documents);
    if (made.repeated() > 0) {
      say("%,d short passages that stand in five files or more were left out.", made.repeated());
    }
    lines(
        "These passages look like orders to a model. They are quoted to it as text, never obeyed on"
            + " purpose; look at them:",
        made.orders());
    long chars = Math.min(made.chars(), PASSAGE_CHARS);
    say(
        "An answer is given at most %,d characters of them, about %,d tokens: $%.2f for 1,000"
            + " questions at $0.10 a million tokens.",
        chars, chars / 4, chars / 4 * 1000 * 0.10 / 1_000_000);
    if (made.index().length > LARGE) {
      say(
          "The index is larger than 25 MB, which a function reads at its start: give it more"
              + " memory, such as -c memory=2048 (docs/documents.md).");
    }
  }

  private void skipped(List<Document> documents) {
    TreeMap<String, Integer> kinds = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (Document document : documents) {
      if (document.skipped().isEmpty() && document.sections().isEmpty()) {
        kinds.merge(Formats.ending(document.name()), 1, Integer::sum);
      } else if (!document.skipped().isEmpty()) {
        lines.add(document.name() + " " + document.skipped());
      }
    }
    lines("Skipped:", lines);
    kinds.forEach((ending, count) ->
        say(
            "Skipped: %s %s, of a kind that is not read.",
            count(count, "file"), ending.isEmpty() ? "without an ending" : "." + ending));
  }

  private void lines(String head, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(head);
    lines.stream().limit(MOST_LINES).forEach(line -> out.println("  " + line));
    if (lines.size() > MOST_LINES) {
      say("  and %,d more.", lines.size() - MOST_LINES);
    }
  }

  private static String count(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private static String size(int bytes) {
    return bytes < 1 << 20
        ? (bytes + 1023) / 1024 + " KB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
