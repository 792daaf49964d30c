package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopTextsTest {
  /// Cut into pieces in every way, a text ends at the same place.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one two three | two | 'one '",
        "one two three | e t | on",
        "one two three | four | one two three",
        "aaab | aab | a",
        "ababac | abac | ab",
        "one | one | ''",
        "ends with tw | two | ends with tw",
        "b before a | a,b | ''",
      })
  void textEndsBeforeTheFirstWhereverItIsCut(String text, String stops, String left) {
    for (int size = 1; size <= text.length(); size++) {
      StopTexts texts = new StopTexts(List.of(stops.split(",")));
      StringBuilder said = new StringBuilder();
      for (int i = 0; i < text.length() && !texts.met(); i += size) {
        said.append(texts.piece(text.substring(i, Math.min(text.length(), i + size))));
      }
      said.append(texts.met() ? "" : texts.rest());
      assertEquals(left, said.toString(), "in pieces of " + size);
    }
  }
}
