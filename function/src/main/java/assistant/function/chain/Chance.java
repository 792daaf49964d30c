package assistant.function.chain;

import java.util.List;

/// A piece of an answer as its model chose it, how likely it was there, from 0 to 1, and what else
/// might have stood there, the likeliest first.
public record Chance(String text, double chance, List<Other> others) {
  /// What was not chosen.
  public record Other(String text, double chance) {}
}
