package assistant.llama;

/// How the next token is drawn, in the order of the settings below: tokens written lately become
/// less likely, then all but the `topK` likeliest go, then those beyond `topP` of the probability,
/// then those below `minP` of the likeliest's; of the rest one is drawn at this temperature. 0 as
/// temperature takes the likeliest.
record Sampling(float temperature, int topK, float topP, float minP, float repetition) {
  /// How many of the last tokens the penalty for repetition looks at.
  static final int LOOKED_BACK = 64;

  static final Sampling LIKELIEST = new Sampling(0, 0, 1, 0, 1);

  Sampling {
    if (topK < 0 || topK > 1_000_000) {
      throw new IllegalArgumentException("LLAMA_TOP_K must be from 0 to 1000000, not " + topK);
    }
  }

  /// With what an asker wishes otherwise; null leaves it.
  Sampling at(Double temperature, Double topP) {
    return new Sampling(
        temperature == null ? this.temperature : temperature.floatValue(),
        topK,
        topP == null ? this.topP : topP.floatValue(),
        minP,
        repetition);
  }
}
