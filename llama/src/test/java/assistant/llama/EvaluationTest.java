package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file that ships, asked the questions that training never saw.
final class EvaluationTest {
  private static final Path FOLDER = Path.of("builtin");
  private static final int DECISIVE_TOKENS = 6;

  /// Of a hundred questions of strangers, on the subject and off it.
  private static final double LEAST = 0.93;

  private static final double LEAST_WHOLE = 0.99;
  private static final long MOST_BYTES = 5_000_000;
  private static final Pattern FIRST_OF_SEVERAL = Pattern.compile("\\{([^{}|]*)[^{}]*}");
  private static final Map<String, String> QUESTION_BY_TOPIC = new LinkedHashMap<>();
  private static final Map<String, String> TOPIC_BY_ANSWER = new HashMap<>();
  private static LlamaChatModel model;

  @BeforeAll
  static void load() throws IOException {
    model = new LlamaChatModel(LlamaSettings.builtIn());
    for (String name : List.of("language_models", "project", "small_talk", "off_topic")) {
      String topic = "";
      for (String line : Files.readAllLines(FOLDER.resolve("corpus/" + name + ".txt"))) {
        if (line.startsWith("# ")) {
          topic = line.substring(2);
        } else if (line.startsWith("a: ")) {
          TOPIC_BY_ANSWER.put(line.substring(3), topic);
        } else if (line.matches("[tq]: .*")) {
          String first = FIRST_OF_SEVERAL.matcher(line.substring(3)).replaceAll("$1");
          QUESTION_BY_TOPIC.putIfAbsent(topic, first.split(" \\| ")[0]);
        } else if (line.startsWith("a off_")) {
          TOPIC_BY_ANSWER.put(line.substring(line.indexOf(": ") + 2), "off");
        }
      }
    }
  }

  @AfterAll
  static void free() {
    model.close();
  }

  @Test
  void theFileIsSmall() throws IOException {
    long bytes = Files.size(Path.of("src/main/resources/assistant/llama/built-in.gguf"));
    assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "test"})
  void questionsOnItsSubjectAreAnswered(String set) throws IOException {
    ask(Files.readAllLines(FOLDER.resolve("evaluation/" + set + "_on.tsv")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "test"})
  void questionsOffItsSubjectAreRefused(String set) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("evaluation/" + set + "_off.txt"));
    ask(lines.stream().map("off\t"::concat).toList());
  }

  /// Each line holds the topics that are right, and the question.
  private static void ask(List<String> lines) {
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      String[] columns = line.split("\t");
      String topic = topic(columns[1]);
      if (!Set.of(columns[0].split(",")).contains(topic)) {
        wrong.add(columns[1] + " -> " + topic);
      }
    }
    enough(LEAST, lines.size(), wrong);
  }

  /// Each topic is asked for by the first of its phrases; whatever answer is chosen must come as it
  /// was written.
  @Test
  void answersAreWrittenOutToTheirEnd() {
    List<String> broken = new ArrayList<>();
    for (String question : QUESTION_BY_TOPIC.values()) {
      String text = Heard.of(model, question).text();
      if (!TOPIC_BY_ANSWER.containsKey(text)) {
        broken.add(question + " -> " + text);
      }
    }
    enough(LEAST_WHOLE, QUESTION_BY_TOPIC.size(), broken);
  }

  /// The topic whose answer begins as the model's does.
  private static String topic(String question) {
    String begun = Heard.of(model, question, DECISIVE_TOKENS).text();
    List<String> topics =
        TOPIC_BY_ANSWER.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(begun))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return topics.size() == 1 ? topics.getFirst() : "unclear: " + begun;
  }

  private static void enough(double least, int asked, List<String> wrong) {
    double right = 1 - (double) wrong.size() / asked;
    assertTrue(right >= least, () -> "%.3f right of %d; %s".formatted(right, asked, wrong));
  }
}
