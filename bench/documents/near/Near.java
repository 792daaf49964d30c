import assistant.function.retrieval.Language;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// `Near WORDS OUT`: for each word, those nearest to it in meaning. Forms of one word are one.
final class Near {
  private static final float LEAST = 0.5f;
  private static final int MOST = 14;

  /// The forms of one word: the shortest, and the mean of their vectors.
  private record Word(String word, String stem, float[] vector) {}

  public static void main(String[] args) throws Exception {
    Map<String, List<String>> forms = new TreeMap<>();
    for (String word : Files.readAllLines(Path.of(args[0]))) {
      if (!Language.ENGLISH.stopWord(word)) {
        forms.computeIfAbsent(Language.uninflected(word), key -> new ArrayList<>()).add(word);
      }
    }
    var model = new AllMiniLmL6V2QuantizedEmbeddingModel();
    List<Word> words = new ArrayList<>();
    for (List<String> same : forms.values()) {
      float[] mean = new float[384];
      model.embedAll(same.stream().map(TextSegment::from).toList()).content()
          .forEach(one -> IntStream.range(0, 384).forEach(i -> mean[i] += one.vector()[i]));
      float length = (float) Math.sqrt(dot(mean, mean));
      IntStream.range(0, 384).forEach(i -> mean[i] /= length);
      String shortest = same.stream().min(Comparator.comparingInt(String::length)).orElseThrow();
      words.add(new Word(shortest, Language.ENGLISH.terms(shortest).getFirst(), mean));
    }
    String[] lines = new String[words.size()];
    IntStream.range(0, lines.length).parallel().forEach(i -> lines[i] = line(words, i));
    List<String> out = new ArrayList<>();
    out.add("# English words and those nearest to them in meaning, made by bench/documents/near/run"
        + " from all-MiniLM-L6-v2's vectors of a word list.");
    Arrays.stream(lines).filter(Objects::nonNull).forEach(out::add);
    Files.write(Path.of(args[1]), out);
  }

  private static String line(List<Word> words, int at) {
    Word word = words.get(at);
    float[] near = new float[words.size()];
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < near.length; i++) {
      near[i] = dot(word.vector(), words.get(i).vector());
      if (near[i] >= LEAST && !words.get(i).stem().equals(word.stem())) {
        found.add(i);
      }
    }
    found.sort((a, b) -> Float.compare(near[b], near[a]));
    Set<String> stems = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i : found) {
      if (names.size() < MOST && stems.add(words.get(i).stem())) {
        names.add(words.get(i).word());
      }
    }
    return names.isEmpty() ? null : word.word() + ": " + String.join(" ", names);
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
