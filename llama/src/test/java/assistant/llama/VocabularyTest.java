package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VocabularyTest {
  private static final int UNUSED = 2;
  private static final int NORMAL = 4;
  private static final int CONTROL = 8;
  private static final int USER_DEFINED = 16;
  private static final String TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n\n\n"
          + "User [INST] <turn|>' }}{% endfor %} --- ▁▁▁";

  private static boolean controls(int attributes, String token) {
    return Vocabulary.mayControl(attributes) && Vocabulary.controls(attributes, token, TEMPLATE);
  }

  @Test
  void controlAndUnusedTokensControl() {
    assertTrue(controls(CONTROL, "<|end|>"));
    assertTrue(controls(UNUSED, "<|reserved|>"));
    assertFalse(controls(CONTROL, "a"), "too short to be looked for");
  }

  @Test
  void ordinaryTokensDoNot() {
    assertFalse(controls(NORMAL, "<|im_start|>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<|im_start|>", "[INST]", "<turn|>", "<|user|>"})
  void userDefinedOnesDoIfTheTemplateWritesThemOrTheyLookLikeIt(String token) {
    assertTrue(controls(USER_DEFINED, token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<table>", "User", "messages", "\n\n\n", "---", "▁▁▁"})
  void wordsWhiteSpaceAndPunctuationAreTheUsers(String token) {
    assertFalse(controls(USER_DEFINED, token));
  }

  @Test
  void everyByteMustBeSpelled() {
    Set<String> bytes =
        IntStream.range(0, 256).mapToObj("<0x%02X>"::formatted).collect(Collectors.toSet());
    assertTrue(Vocabulary.spellsEveryByte(bytes));
    bytes.remove("<0x41>");
    assertFalse(Vocabulary.spellsEveryByte(bytes));
  }
}
