package assistant.stubs;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What the stub model does with one question: by default it answers; a question that begins with
/// `stub:` says otherwise.
///
/// Words: `tokens=N`, `every=MS`, `first=MS`, `status=CODE`, `code=WORD`, `retry-after=S`, `cut=N`,
/// `silent`, `held` (until the test lets go), `garbage`, `file=NAME` (a [DialectFile]),
/// `refuses=FIELD` (while the request holds it; `system` is that role), `empty`, `bytewise`,
/// `fail=N`, `size=BYTES`, `dialect=NAME`, and last `text=…`, the answer itself.
public record StubScript(String question, Map<String, String> words) {
  public static final String ANSWER =
      "A language model is a program that predicts the next token of a text. It was trained on many"
          + " texts, and answers by writing one likely token after the other. It can be wrong.";
  private static final Pattern PIECE = Pattern.compile("\\s*\\S+");

  static StubScript of(String question) {
    Map<String, String> words = new HashMap<>();
    // Documents' passages stand before a question.
    int begin = question.startsWith("stub:") ? 0 : question.lastIndexOf("\n\nstub:") + 2;
    if (begin != 1) {
      String script = question.substring(begin + "stub:".length());
      int text = script.indexOf("text=");
      if (text >= 0) {
        words.put("text", script.substring(text + "text=".length()));
        script = script.substring(0, text);
      }
      for (String word : script.strip().split("\\s+")) {
        int equals = word.indexOf('=');
        words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return new StubScript(question, words);
  }

  boolean says(String word) {
    return words.containsKey(word);
  }

  String word(String word, String otherwise) {
    return words.getOrDefault(word, otherwise);
  }

  int number(String word, int otherwise) {
    return Integer.parseInt(words.getOrDefault(word, Integer.toString(otherwise)));
  }

  Duration milliseconds(String word) {
    return Duration.ofMillis(number(word, 0));
  }

  /// The answer in the pieces in which it is sent.
  List<String> pieces() {
    if (says("text")) {
      return fours(words.get("text"));
    }
    if (says("size")) {
      return Collections.nCopies(number("size", 0) / 100, "abc ".repeat(25));
    }
    if (says("tokens")) {
      return IntStream.range(0, number("tokens", 0)).mapToObj(i -> "token" + i + " ").toList();
    }
    return PIECE.matcher(ANSWER).results().map(java.util.regex.MatchResult::group).toList();
  }

  private static List<String> fours(String text) {
    Matcher matcher = Pattern.compile("(?s).{1,4}").matcher(text);
    return matcher.results().map(java.util.regex.MatchResult::group).toList();
  }
}
