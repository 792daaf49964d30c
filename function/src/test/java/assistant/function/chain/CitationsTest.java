package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CitationsTest {
  /// With sources 1 to 3; `¶` is a line break.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "It is blue[^2]. | It is blue[^2]. | 2",
        "It is blue[^9]. | It is blue. | ",
        "A[^3] b[^1][^3] | A[^3] b[^1][^3] | 3 1",
        "A[^0] b[^4] c[^12345678] | A b c | ",
        "A[^1, 2] b[^2,^7;3] | A[^1][^2] b[^2][^3] | 1 2 3",
        "A[^ 1 ] b[^٢] c[^१] | A[^1] b[^2] c[^1] | 1 2",
        "a[1] and [x](y) and [^note] and [^] | a[1] and [x](y) and [^note] and [^] | ",
        "[^a-z] or [^0-9] | [^a-z] or [^0-9] | ",
        "[[^1]] [^[^2] | [[^1]] [^[^2] | 1 2",
        "code `[^9]` and [^9] | code `[^9]` and  | ",
        "code `` a`[^9] `` [^1] | code `` a`[^9] `` [^1] | 1",
        "not ` closed [^9] ends[^1] | not ` closed  ends[^1] | 1",
        "not ` closed [^9]¶¶next[^9] ` | not ` closed ¶¶next ` | ",
        "an \\`[^9]\\` escape | an \\`\\` escape | ",
        "```¶[^9] [^1]¶```¶[^9][^2] | ```¶[^9] [^1]¶```¶[^2] | 2",
        "~~~ js¶a[^9]¶``¶~~~¶b[^9] | ~~~ js¶a[^9]¶``¶~~~¶b | ",
        "````¶```¶[^9]¶````¶[^9] | ````¶```¶[^9]¶````¶ | ",
        "text¶  ```¶[^9]¶  ```¶[^9] | text¶  ```¶[^9]¶  ```¶ | ",
        "```[^9]``` x[^9] | ```[^9]``` x | ",
        "text¶¶    code[^9]¶¶text[^9] | text¶¶    code[^9]¶¶text | ",
        "- item¶¶    more[^9] | - item¶¶    more | ",
        "```¶never closed [^9] | ```¶never closed [^9] | ",
        "It ends in [^1 | It ends in  | ",
        "It ends in [ | It ends in [ | ",
        "🙂[^1]🙂 | 🙂[^1]🙂 | 1",
      })
  void onlyGivenNumbersPass(String text, String passed, String cited) {
    String all = text.replace('¶', '\n');
    Citations whole = new Citations(grounded(3));
    String out = whole.piece(all) + whole.rest();

    assertEquals(passed == null ? "" : passed, out.replace('\n', '¶').stripTrailing());
    assertEquals(numbers(cited), whole.cited());
    for (int at = 0; at <= all.length(); at++) {
      assertEquals(out, pieces(all.substring(0, at), all.substring(at)), "split at " + at);
    }
    assertEquals(out, pieces(all.split("")));
  }

  @Test
  void anySplitGivesTheSameText() {
    Random random = new Random(3);
    String[] parts = {
      "[^1]", "[^9]", "[^", "`", "``", "```", "~~~", "\n", "\n\n", "    ", "a", " ", "- ", "\\",
      "]", "[", "2"
    };
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 16); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Citations whole = new Citations(grounded(3));
      assertEquals(
          whole.piece(text.toString()) + whole.rest(),
          pieces(text.toString().split("")),
          text.toString());
    }
  }

  @Test
  void withoutDocumentsNothingIsTouched() {
    Citations citations = new Citations(Grounded.alone(new Question("?", List.of())));

    assertEquals(
        "As said[^1].\n\n[^1]: There.[^",
        citations.piece("As said[^1].\n\n[^1]: There.[^") + citations.rest());
    assertEquals(List.of(), citations.cited());
  }

  @Test
  void whatFollowsInAnEndlessSpanIsNotHeldForEver() {
    Citations citations = new Citations(grounded(1));

    assertEquals(3_003, citations.piece("`[" + "x".repeat(3_000) + "[^9]y").length());
  }

  private static String pieces(String... pieces) {
    Citations citations = new Citations(grounded(3));
    StringBuilder out = new StringBuilder();
    for (String piece : pieces) {
      out.append(citations.piece(piece));
    }
    return out.append(citations.rest()).toString();
  }

  private static List<Integer> numbers(String cited) {
    return cited == null || cited.isBlank()
        ? List.of()
        : List.of(cited.strip().split(" ")).stream().map(Integer::valueOf).toList();
  }

  private static Grounded grounded(int sources) {
    return new Grounded(
        new Question("?", List.of()),
        IntStream.rangeClosed(1, sources)
            .mapToObj(n -> new Source(n, "T", "f.md", "", "", "text"))
            .toList(),
        true);
  }
}
