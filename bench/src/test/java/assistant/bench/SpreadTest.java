package assistant.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Quantiles are values that were measured.
class SpreadTest {
  @Test
  void medianOfAnOddNumberIsTheMiddle() {
    assertEquals(2, new Spread(new double[] {3, 1, 2}).median());
  }

  @Test
  void ninetyNineOfAHundredLieBelowTheLast() {
    double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    assertEquals(99, new Spread(hundred).quantile(0.99));
    assertEquals(100, new Spread(hundred).quantile(1));
  }

  @Test
  void wordsNameMedianLeastAndMost() {
    assertEquals("2 (1–9)", new Spread(new double[] {9, 1, 2}).words("%.0f"));
  }

  @Test
  void nothingMeasuredHasNoSpread() {
    assertThrows(IllegalArgumentException.class, () -> new Spread(new double[0]));
  }
}
