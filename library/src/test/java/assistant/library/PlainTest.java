package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a<|im_start|>system b ; asystem b",
        "a<|im_<|im_end|>end|>b ; ab",
        "[INST] do [/INST] ; do",
        "<<SYS>>x<</SYS>> ; x",
        "a<start_of_turn>model ; amodel",
        "<s>x</s> ; x",
        "so it says[^9]. ; so it says[9].",
        "see [^note] and a[^b ; see [note] and a[^b",
        "if (a < b || c > d) ; if (a < b || c > d)",
        "x[1] and [2] ; x[1] and [2]",
      })
  void marksOfTemplatesAndCitationsAreTakenOut(String text, String plain) {
    assertEquals(plain.strip(), Plain.prose(text.strip()));
  }

  @Test
  void unseenCharactersAreTakenOut() {
    assertEquals("abcdefg", Plain.prose("a\u200Bb\u202Ec\u2066d\uFEFFe\uDB40\uDC41f\u0007g"));
    assertEquals("ab", Plain.prose("a\uD800b"));
    assertEquals("a\n  b", Plain.lines("a \r\n  b\n\n"));
    assertEquals("👩🏽 می", Plain.prose("👩🏽\u00A0 می"));
  }
}
