package assistant.function.chain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts what a model writes into what it says and what it thinks, where it thinks aloud between
/// marks: at the beginning, at the beginning of a later line, in pieces, or with the first mark
/// left to the model's template, which never sends it.
///
/// Marks in code or in quotes are words about marks, and stay.
final class Thoughts {
  /// Where each piece goes.
  interface Listener {
    void said(String text);

    void thought(String text);

    /// All that was said so far was thought.
    void withdrawn();
  }

  /// What a process has learned of its model: whether its template opens the block, so that only
  /// its end is ever written. Such a template does it in every answer, so one whole answer without
  /// an end tells that it does not; then only a row of them is believed, as anyone can make a model
  /// write one.
  static final class Habit {
    private static final int ROW = 3;

    private volatile int unopened;
    private volatile boolean plain;

    private boolean isUnopened() {
      return unopened >= (plain ? ROW : 1);
    }

    private synchronized void closed() {
      unopened++;
    }

    private synchronized void spoke() {
      plain = true;
      unopened = 0;
    }
  }

  private enum State {
    START,
    SAYING,
    THINKING,
    /// As said, until the end shows that it was thought; nothing of it is handed on before.
    HOLDING,
    /// A block that begins within the answer: without an end it was said.
    INNER,
    /// After a block within which another one had begun: thought, if the other end comes too.
    OUTER
  }

  /// What stands where a mark may open a block.
  private enum Opens {
    NONE,
    NAMED,
    BEGINS,
    /// It may become one, or what follows is not there yet.
    WAITS
  }

  /// Longer than this nobody waits for the end of a block that may have been none.
  private static final int MOST_OUTER = 2000;

  /// How a sentence goes on that begins with the mark that it is about.
  private static final Pattern ABOUT =
      Pattern.compile(" (?:[-–—=]|is|are|and|begins|opens|starts|marks|means|tells) ");

  private final Habit habit;
  private final Listener listener;
  private final StringBuilder held = new StringBuilder();
  private final Lines lines = new Lines();
  private State state = State.START;
  private Mark mark;
  private boolean thought;
  private boolean said;
  private boolean over;
  private int nested;

  /// Beginnings that the answer names, each of which has an end of its own.
  private int named;

  /// Where what is held was searched for an end already.
  private int looked;

  Thoughts(Habit habit, Listener listener) {
    this.habit = habit;
    this.listener = listener;
  }

  /// What the model thinks, told apart by its server: then it is not in the text too.
  void thinking(String text) {
    if (!text.isEmpty()) {
      thought = true;
      listener.thought(text);
      if (state == State.HOLDING) {
        state = State.SAYING;
        while (step()) {}
      }
    }
  }

  void text(String piece) {
    if (state == State.SAYING && held.isEmpty() && Mark.none(piece)) {
      say(piece);
      return;
    }
    held.append(piece);
    while (step()) {}
  }

  /// The text is over: what is still held was said, but for a block from the beginning.
  void rest() {
    end();
    if (said && !thought) {
      habit.spoke();
    }
  }

  private void end() {
    over = true;
    while (state == State.START && step()) {}
    if (state == State.THINKING) {
      think(held.length());
    } else {
      if (state == State.SAYING && unopenedEnd(true)) {
        return;
      }
      String rest = held.toString();
      held.setLength(0);
      boolean begins = state == State.START || state == State.OUTER;
      say(thought && !said && begins ? rest.stripLeading() : rest);
    }
  }

  /// The text broke off: what may have been thought surely was.
  void broken() {
    if (state == State.HOLDING) {
      think(held.length());
    } else {
      end();
    }
  }

  /// Whether there is more to be made of what is held.
  private boolean step() {
    return switch (state) {
      case START -> start();
      case SAYING -> saying();
      case THINKING -> thinking();
      case HOLDING -> holding();
      case INNER -> inner();
      case OUTER -> outer();
    };
  }

  private boolean start() {
    int at = Mark.blank(held, 0);
    if (at == held.length()) {
      return false;
    }
    Mark begins = Mark.openAt(held, at);
    if (begins != null) {
      int end = begins.openEnd(held, at);
      Matcher about = ABOUT.matcher(held).region(end, held.length());
      if (about.lookingAt()) {
        state = State.SAYING;
        return true;
      }
      if (about.hitEnd() && !over) {
        return false;
      }
      boolean empty = held.charAt(end - 2) == '/';
      held.delete(0, end);
      mark = begins;
      thought |= empty;
      state = empty ? State.START : State.THINKING;
      return true;
    }
    Mark ends = thought ? Mark.closeAt(held, at) : null;
    if (ends != null) {
      held.delete(0, at + ends.close().length());
      return true;
    }
    if (Mark.mayOpen(held, at) || thought && Mark.mayClose(held, at)) {
      return false;
    }
    if (!thought && !habit.isUnopened()) {
      Opening opening = Opening.of(held, at);
      if (opening == Opening.UNDECIDED) {
        return false;
      }
      state = opening == Opening.THINKS ? State.HOLDING : State.SAYING;
    } else {
      state = thought ? State.SAYING : State.HOLDING;
    }
    if (thought) {
      held.delete(0, at);
    }
    return true;
  }

  private boolean thinking() {
    int end = mark.endIn(held, 0);
    int thinks = end < 0 ? held.length() - mark.tail(held) : end;
    nested += mark.begun(held, thinks);
    think(thinks);
    if (end < 0) {
      return false;
    }
    held.delete(0, mark.close().length());
    state = nested > 0 ? State.OUTER : State.START;
    thought = true;
    return true;
  }

  private boolean outer() {
    int end = mark.endIn(held, 0);
    if (end < 0) {
      state = held.length() > MOST_OUTER ? State.START : State.OUTER;
      return state == State.START;
    }
    think(end);
    held.delete(0, mark.close().length());
    nested--;
    state = nested > 0 ? State.OUTER : State.START;
    return true;
  }

  private boolean holding() {
    int from = looked;
    looked = Math.max(0, held.length() - Mark.LONGEST);
    Mark ends = Mark.closedIn(held, from);
    if (ends == null) {
      return false;
    }
    looked = 0;
    int end = ends.endIn(held, from);
    if (ends == Mark.BARE) {
      held.delete(0, Mark.BARE.open().length());
      end -= Mark.BARE.open().length();
    }
    think(end);
    held.delete(0, ends.close().length());
    habit.closed();
    state = State.START;
    return true;
  }

  private boolean inner() {
    int from = looked;
    looked = Math.max(0, held.length() - Mark.LONGEST);
    if (mark.endIn(held, from) < 0) {
      return false;
    }
    looked = 0;
    held.delete(0, mark.openEnd(held, Mark.blank(held, 0)));
    think(mark.endIn(held, 0));
    held.delete(0, mark.close().length());
    state = State.SAYING;
    return true;
  }

  private boolean saying() {
    int at = 0;
    while (at < held.length()) {
      char c = held.charAt(at);
      boolean may = Mark.mayBegin(c);
      if (may && !thought && Mark.closes(held, at)) {
        say(at);
        if (unopenedEnd(false)) {
          return true;
        }
        at = 1;
        lines.pass(c);
        continue;
      }
      boolean outside = may && !lines.code();
      Opens opens = outside ? opens(at) : Opens.NONE;
      boolean begins = outside && lines.begins();
      if (opens == Opens.WAITS && (begins || !thought)
          || may && !thought && Mark.mayClose(held, at)) {
        say(at);
        return false;
      }
      if (opens == Opens.BEGINS && begins) {
        say(at);
        mark = Mark.openAt(held, 0);
        state = State.INNER;
        return true;
      }
      named += opens == Opens.NONE || opens == Opens.WAITS ? 0 : 1;
      lines.pass(c);
      at++;
    }
    say(at);
    return false;
  }

  /// Whether a mark begins there, and what it does: within a text one that is announced, or goes on
  /// as a sentence does, is named only.
  private Opens opens(int at) {
    Mark opening = Mark.openAt(held, at);
    if (opening == null) {
      return Mark.mayOpen(held, at) ? Opens.WAITS : Opens.NONE;
    }
    int end = opening.openEnd(held, at);
    if (end == held.length()) {
      return Opens.WAITS;
    }
    boolean example = lines.announces() || lines.afterTag();
    return example || held.charAt(end) == ' ' ? Opens.NAMED : Opens.BEGINS;
  }

  /// An end without a beginning, where nothing was thought yet: at the beginning of a line, or with
  /// one after it.
  private boolean unopenedEnd(boolean last) {
    if (thought || lines.code() || held.isEmpty()) {
      return false;
    }
    Mark ends = Mark.closeAt(held, 0);
    if (ends == null || lines.quoted()) {
      return false;
    }
    if (named > 0) {
      named--;
      return false;
    }
    int after = ends.close().length();
    boolean before = held.length() > after ? Mark.newline(held.charAt(after)) : last;
    if (!lines.begins() && !(before && lines.mayEnd())) {
      return false;
    }
    held.delete(0, after);
    habit.closed();
    thought = true;
    said = false;
    listener.withdrawn();
    state = State.START;
    return true;
  }

  private void think(int end) {
    if (end > 0) {
      thought = true;
      listener.thought(held.substring(0, end));
      held.delete(0, end);
    }
  }

  private void say(int end) {
    if (end > 0) {
      said = true;
      listener.said(held.substring(0, end));
      held.delete(0, end);
    }
  }

  private void say(String text) {
    if (!text.isEmpty()) {
      lines.pass(text);
      said = true;
      listener.said(text);
    }
  }
}
