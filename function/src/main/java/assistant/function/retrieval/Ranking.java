package assistant.function.retrieval;

/// Keeps the highest of many scores; of equal ones, those that came first.
final class Ranking {
  private final int[] passages;
  private final float[] scores;
  private int size;

  Ranking(int most) {
    passages = new int[most];
    scores = new float[most];
  }

  void add(int passage, float score) {
    if (score <= 0 || size == scores.length && score <= scores[size - 1]) {
      return;
    }
    int at = size < scores.length ? size++ : size - 1;
    while (at > 0 && scores[at - 1] < score) {
      scores[at] = scores[at - 1];
      passages[at] = passages[at - 1];
      at--;
    }
    scores[at] = score;
    passages[at] = passage;
  }

  int[] best() {
    int[] best = new int[size];
    System.arraycopy(passages, 0, best, 0, size);
    return best;
  }
}
