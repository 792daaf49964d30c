package assistant.bench;

import java.util.Arrays;
import java.util.Locale;

/// Measured values, sorted; their quantiles are values that were measured.
record Spread(double[] sorted) {
  Spread {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("Nothing was measured.");
    }
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  double quantile(double q) {
    int index = (int) Math.ceil(q * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }

  double median() {
    return quantile(0.5);
  }

  /// The median, and in brackets the least and the most.
  String words(String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "–" + format + ")",
        median(),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
