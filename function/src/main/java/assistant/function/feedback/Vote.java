package assistant.function.feedback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An asker's word on an answer: good or bad, and why it was bad. There is no free text, which
/// would become somebody's personal data.
public record Vote(boolean up, Optional<Reason> reason) {
  /// Why an answer is bad.
  public enum Reason {
    WRONG,
    NOT_WHAT_I_ASKED,
    INCOMPLETE,
    TOO_LONG,
    SLOW_OR_BROKEN,
    OTHER;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Vote {
    if (up && reason.isPresent()) {
      throw new IllegalArgumentException("A good answer needs no reason.");
    }
  }

  /// What it counts under.
  List<String> labels() {
    return up
        ? List.of("up")
        : reason.map(why -> List.of("down", why.wire())).orElse(List.of("down"));
  }

  String written() {
    return String.join(" ", labels());
  }
}
