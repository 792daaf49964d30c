package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SamplerTest {
  /// Probabilities of 0.5, 0.3, 0.15 and 0.05.
  private static float[] logits() {
    return new float[] {
      (float) Math.log(0.15), (float) Math.log(0.5), (float) Math.log(0.05), (float) Math.log(0.3)
    };
  }

  private static Map<Integer, Integer> drawn(Sampling sampling) {
    Sampler sampler = new Sampler(sampling, 1);
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(sampler.next(logits()), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void atTemperatureZeroTheLikeliestComes() {
    assertEquals(Map.of(1, 10_000), drawn(Sampling.LIKELIEST));
  }

  @Test
  void atTemperatureOneEachComesAsOftenAsItIsLikely() {
    Map<Integer, Integer> counts = drawn(new Sampling(1, 0, 1, 0, 1));
    assertEquals(5000, counts.get(1), 250);
    assertEquals(3000, counts.get(3), 250);
    assertEquals(500, counts.get(2), 150);
  }

  @Test
  void lowTemperaturesSharpen() {
    assertTrue(drawn(new Sampling(0.3f, 0, 1, 0, 1)).get(1) > 8000);
  }

  @Test
  void eachLimitLeavesTheLikelierOnes() {
    assertEquals(List.of(1, 3), List.copyOf(drawn(new Sampling(1, 2, 1, 0, 1)).keySet()));
    assertEquals(List.of(1, 3), List.copyOf(drawn(new Sampling(1, 0, 0.7f, 0, 1)).keySet()));
    assertEquals(List.of(0, 1, 3), List.copyOf(drawn(new Sampling(1, 0, 1, 0.2f, 1)).keySet()));
    assertEquals(List.of(1), List.copyOf(drawn(new Sampling(1, 0, 0, 0, 1)).keySet()));
  }

  @Test
  void whatWasWrittenBecomesLessLikely() {
    Sampler sampler = new Sampler(new Sampling(0, 0, 1, 0, 2), 1);
    assertEquals(1, sampler.next(logits()));
    assertEquals(3, sampler.next(logits()));
  }

  @Test
  void equalSeedsDrawTheSame() {
    assertEquals(drawn(new Sampling(1, 0, 1, 0, 1)), drawn(new Sampling(1, 0, 1, 0, 1)));
  }

  @Test
  void chancesAreProbabilities() {
    List<Chance> chances = Sampler.chances(logits(), 2, 2);
    assertEquals(List.of(1, 3, 2), chances.stream().map(Chance::token).toList());
    assertEquals(0.5, chances.get(0).probability(), 1e-6);
    assertEquals(0.05, chances.get(2).probability(), 1e-6);
  }
}
