package assistant.llama;

import java.util.ArrayList;
import java.util.List;

/// Tells what a model thinks from what it answers, by the marks that its family writes: a pair
/// around the thoughts, or the name of a channel before each part.
final class Thoughts {
  /// A piece of one or the other.
  sealed interface Part {
    String text();
  }

  record Thought(String text) implements Part {}

  record Said(String text) implements Part {}

  private enum Mode {
    START,
    THOUGHT,
    SAID,
    CHANNEL,
    BETWEEN
  }

  private final ThoughtMarks marks;
  private final StringBuilder held = new StringBuilder();
  private final StringBuilder channel = new StringBuilder();
  private Mode mode;
  private boolean blank;
  private String awaited;

  /// After this prompt, which may have opened the thoughts already.
  Thoughts(ThoughtMarks marks, String prompt) {
    this.marks = marks;
    this.awaited = marks.openedBy(prompt);
    boolean opened = awaited != null || marks.thinksAfter(prompt);
    this.mode = opened ? Mode.THOUGHT : Mode.START;
    this.blank = opened;
  }

  /// The text of a token that steers the model, which nobody is shown, but which may be a mark.
  List<Part> control(String text) {
    return marks.know(text) ? text(text) : List.of();
  }

  /// What is known by now; the start of what may become a mark is kept back.
  List<Part> text(String text) {
    held.append(text);
    List<Part> parts = new ArrayList<>();
    while (step(parts)) {}
    return parts;
  }

  /// What was kept back, when nothing more comes.
  List<Part> rest() {
    List<Part> parts = new ArrayList<>();
    hand(held.length(), parts);
    return parts;
  }

  private boolean step(List<Part> parts) {
    int at = held.length();
    String found = null;
    for (String mark : looked()) {
      int place = held.indexOf(mark);
      if (place >= 0 && place < at) {
        at = place;
        found = mark;
      }
    }
    int sure = found == null ? held.length() - partOfMark() : at;
    boolean nothingYet = mode == Mode.START && held.substring(0, sure).isBlank();
    if (found == null) {
      if (!nothingYet) {
        hand(sure, parts);
      }
      return false;
    }
    if (nothingYet) {
      held.delete(0, at);
      at = 0;
    } else if (mode == Mode.START) {
      // The answer has begun: what follows speaks of such a mark, and is none.
      mode = Mode.SAID;
      return true;
    }
    hand(at, parts);
    held.delete(0, found.length());
    turn(found);
    return true;
  }

  /// The marks that count here.
  private List<String> looked() {
    return switch (mode) {
      case START -> marks.openings();
      case THOUGHT -> awaited == null ? marks.channelMarks() : List.of(awaited);
      case SAID -> marks.channels() ? marks.channelMarks() : marks.trailing();
      case CHANNEL, BETWEEN -> marks.channelMarks();
    };
  }

  private void turn(String mark) {
    blank = true;
    switch (marks.kind(mark)) {
      case OPENING -> {
        awaited = marks.closing(mark);
        mode = Mode.THOUGHT;
      }
      case CLOSING -> {
        awaited = null;
        mode = marks.channels() ? Mode.BETWEEN : Mode.SAID;
      }
      case CHANNEL -> {
        channel.setLength(0);
        mode = Mode.CHANNEL;
      }
      case MESSAGE ->
          mode =
              mode != Mode.CHANNEL || channel.toString().strip().startsWith("final")
                  ? Mode.SAID
                  : Mode.THOUGHT;
      case END -> mode = Mode.BETWEEN;
      case WRAPPING -> {}
    }
  }

  /// Hands the first so many characters of what is held to where they belong; white space before
  /// the first word of a part is left out.
  private void hand(int count, List<Part> parts) {
    if (count <= 0) {
      return;
    }
    String text = held.substring(0, count);
    held.delete(0, count);
    switch (mode) {
      case CHANNEL -> channel.append(text);
      case BETWEEN -> {}
      case THOUGHT, SAID, START -> {
        String shown = blank ? text.stripLeading() : text;
        if (shown.isEmpty()) {
          return;
        }
        blank = false;
        if (mode == Mode.THOUGHT) {
          parts.add(new Thought(shown));
        } else {
          mode = Mode.SAID;
          parts.add(new Said(shown));
        }
      }
    }
  }

  /// How many characters at the end of what is held may be the start of a mark.
  private int partOfMark() {
    int most = 0;
    for (String mark : looked()) {
      for (int length = Math.min(mark.length() - 1, held.length()); length > most; length--) {
        if (held.substring(held.length() - length).equals(mark.substring(0, length))) {
          most = length;
        }
      }
    }
    return most;
  }
}
