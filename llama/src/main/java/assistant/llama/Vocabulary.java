package assistant.llama;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is known of a model's tokens: the texts that stand for control tokens, such as the end of a
/// message, how many characters the longest token has, and how many tokens llama.cpp may put around
/// a prompt without counting them.
record Vocabulary(List<String> controlTokens, int longest, int around) {
  private static final int CONTROL = 3;
  private static final int UNUSED = 5;
  private static final int SHORTEST_CONTROL = 3;

  static Vocabulary of(Map<String, Object> metadata) {
    Object[] tokens = (Object[]) metadata.get("tokenizer.ggml.tokens");
    Object[] types =
        metadata.get("tokenizer.ggml.token_type") instanceof Object[] array ? array : new Object[0];
    return new Vocabulary(
        IntStream.range(0, Math.min(tokens.length, types.length))
            .filter(i -> types[i] instanceof Number n && special(n.intValue()))
            .mapToObj(i -> (String) tokens[i])
            .filter(text -> text.length() >= SHORTEST_CONTROL)
            .toList(),
        Arrays.stream(tokens).mapToInt(token -> ((String) token).length()).max().orElseThrow(),
        around(metadata));
  }

  /// One for the beginning unless the file says no, since not every file says; one for the end if
  /// it says yes.
  private static int around(Map<String, Object> metadata) {
    return (Boolean.FALSE.equals(metadata.get("tokenizer.ggml.add_bos_token")) ? 0 : 1)
        + (Boolean.TRUE.equals(metadata.get("tokenizer.ggml.add_eos_token")) ? 1 : 0);
  }

  private static boolean special(int type) {
    return type == CONTROL || type == UNUSED;
  }
}
