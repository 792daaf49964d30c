package assistant.function.provider;

/// Tokens as a provider counts them; a part that it does not tell is negative.
record Tally(long input, long output) {
  /// Whether it is a count: of both, in the range of a context, and not nothing for a text of this
  /// many bytes.
  boolean plausible(long heardBytes) {
    boolean both = input >= 0 && output >= 0;
    boolean range = input <= Integer.MAX_VALUE / 2 && output <= Integer.MAX_VALUE / 2;
    return both && range && output >= least(heardBytes);
  }

  /// The longest tokens there are hold about as many bytes.
  private static long least(long bytes) {
    return (bytes + 127) / 128;
  }

  /// Counts that grow with the stream: the larger of both.
  static Tally larger(Tally one, Tally other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Tally(Math.max(one.input, other.input), Math.max(one.output, other.output));
  }
}
