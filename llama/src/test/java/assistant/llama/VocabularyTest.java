package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VocabularyTest {
  private static final String TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n\n\nUser [INST] <turn|>' }}{% endfor %} --- ▁▁▁";

  private static Vocabulary of(int type, String... tokens) {
    Integer[] types = new Integer[tokens.length];
    Arrays.fill(types, type);
    return Vocabulary.of(
        Map.of(
            "tokenizer.ggml.tokens",
            tokens,
            "tokenizer.ggml.token_type",
            types,
            "tokenizer.chat_template",
            TEMPLATE));
  }

  @Test
  void controlAndUnusedTokensAreControl() {
    assertEquals(List.of("<|end|>", "abc"), of(3, "<|end|>", "abc", "a").controlTokens());
    assertEquals(List.of("<|reserved|>"), of(5, "<|reserved|>").controlTokens());
  }

  @Test
  void ordinaryTokensAreNot() {
    assertEquals(List.of(), of(1, "<|im_start|>", "User").controlTokens());
    assertEquals(List.of(), of(6, "<0x41>").controlTokens());
  }

  @Test
  void userDefinedOnesAreIfTheTemplateWritesThemAndTheyAreMarkup() {
    assertEquals(
        List.of("<|im_start|>", "[INST]", "<turn|>", "<|user|>"),
        of(4, "<|im_start|>", "[INST]", "<turn|>", "<|user|>", "<table>").controlTokens());
  }

  @Test
  void wordsWhiteSpaceAndPunctuationAreTheUsers() {
    assertEquals(List.of(), of(4, "User", "messages", "\n\n\n", "---", "▁▁▁").controlTokens());
  }

  @Test
  void theLongestTokenAndWhatIsPutAroundAPromptAreCounted() {
    assertEquals(new Vocabulary(List.of(), 4, 1), of(1, "a", "four", "bb"));
    assertEquals(
        new Vocabulary(List.of(), 1, 0),
        Vocabulary.of(
            Map.of(
                "tokenizer.ggml.tokens",
                new Object[] {"a"},
                "tokenizer.ggml.add_bos_token",
                false)));
    assertEquals(
        new Vocabulary(List.of(), 1, 2),
        Vocabulary.of(
            Map.of(
                "tokenizer.ggml.tokens",
                new Object[] {"a"},
                "tokenizer.ggml.add_eos_token",
                true)));
  }
}
