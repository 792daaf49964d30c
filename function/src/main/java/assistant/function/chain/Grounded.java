package assistant.function.chain;

import java.util.List;

/// A question with what was found about it. Without documents (`searched` is false) nothing was
/// looked for, and an answer's citations are its own affair.
public record Grounded(Question question, List<Source> sources, boolean searched) {
  public Grounded {
    sources = List.copyOf(sources);
  }

  /// As it was asked, without documents.
  public static Grounded alone(Question question) {
    return new Grounded(question, List.of(), false);
  }
}
