package assistant.llama.jinja;

import java.util.Collection;
import java.util.Map;

/// What one rendering may use up, so that no template runs for ever or fills the memory.
final class Budget {
  /// The longest text, and the longest list, that a template may make.
  static final int LONGEST_TEXT = 4_000_000;

  static final int LONGEST_LIST = 100_000;
  private static final int MOST_STEPS = 1_000_000;
  private static final long MOST_WORK = 200_000_000;

  private int steps;
  private long work;

  void step() {
    if (++steps > MOST_STEPS) {
      throw new TemplateException("the template takes too many steps");
    }
  }

  /// Counts the characters or items that something is done to, or that were made.
  Object touched(Object value) {
    work +=
        switch (value) {
          case String text -> text.length();
          case Collection<?> all -> all.size();
          case Map<?, ?> map -> map.size();
          case null, default -> 0;
        };
    if (work > MOST_WORK) {
      throw new TemplateException("the template takes too much work");
    }
    return value;
  }

  /// A length that something is about to have.
  static int text(long length) {
    if (length > LONGEST_TEXT) {
      throw new TemplateException("the template makes a text of more than " + LONGEST_TEXT);
    }
    return (int) length;
  }

  static int list(long length) {
    if (length > LONGEST_LIST) {
      throw new TemplateException("the template makes a list of more than " + LONGEST_LIST);
    }
    return (int) length;
  }
}
