package assistant.llama;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Draws one answer's tokens, one after the other, from what the model makes of each.
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;
  private final Deque<Integer> written = new ArrayDeque<>();

  Sampler(Sampling sampling, long seed) {
    this.sampling = sampling;
    this.random = new SplittableRandom(seed);
  }

  /// The next token. The logits are changed by the penalty for repetition.
  int next(float[] logits) {
    penalise(logits);
    int token = sampling.temperature() == 0 ? likeliest(logits) : drawn(logits);
    if (sampling.repetition() != 1) {
      written.add(token);
      if (written.size() > Sampling.LOOKED_BACK) {
        written.remove();
      }
    }
    return token;
  }

  private void penalise(float[] logits) {
    written.stream()
        .distinct()
        .forEach(token -> {
          float logit = logits[token];
          logits[token] = logit > 0 ? logit / sampling.repetition() : logit * sampling.repetition();
        });
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }

  private int drawn(float[] logits) {
    List<Integer> kept =
        top(
            logits,
            sampling.topK() == 0 ? logits.length : Math.min(sampling.topK(), logits.length));
    float highest = logits[kept.getFirst()];
    double[] weights = kept.stream().mapToDouble(i -> Math.exp(logits[i] - highest)).toArray();
    int count = within(weights);
    double total = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.pow(weights[i], 1 / sampling.temperature());
      total += weights[i];
    }
    double mark = random.nextDouble() * total;
    for (int i = 0; i < count; i++) {
      mark -= weights[i];
      if (mark < 0) {
        return kept.get(i);
      }
    }
    return kept.getFirst();
  }

  /// How many of these, from the likeliest down, are within top-p and min-p; at least one.
  private int within(double[] weights) {
    double whole = 0;
    for (double weight : weights) {
      whole += weight;
    }
    double sum = 0;
    int count = 0;
    while (count < weights.length
        && (count == 0 || sum < sampling.topP() * whole && weights[count] >= sampling.minP())) {
      sum += weights[count++];
    }
    return count;
  }

  /// The likeliest tokens, the first one first.
  private static List<Integer> top(float[] logits, int count) {
    Comparator<Integer> rising = Comparator.comparingDouble(i -> logits[i]);
    PriorityQueue<Integer> best = new PriorityQueue<>(Math.max(1, count), rising);
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      if (best.size() < count) {
        best.add(i);
        least = logits[best.peek()];
      } else if (logits[i] > least) {
        best.poll();
        best.add(i);
        least = logits[best.peek()];
      }
    }
    List<Integer> all = new ArrayList<>(best);
    all.sort(rising.reversed());
    return all;
  }

  /// The likeliest tokens with their probabilities at temperature 1.
  static List<Chance> chances(float[] logits, int count, int chosen) {
    List<Integer> top = top(logits, count);
    if (!top.contains(chosen)) {
      top.add(chosen);
    }
    float highest = logits[top.getFirst()];
    double total = 0;
    for (float logit : logits) {
      // What is less likely than one in a billion adds nothing that is seen.
      total += logit - highest < -20 ? 0 : Math.exp(logit - highest);
    }
    List<Chance> chances = new ArrayList<>();
    for (int token : top) {
      chances.add(new Chance(token, Math.exp(logits[token] - highest) / total));
    }
    return chances;
  }
}
