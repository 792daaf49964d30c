package assistant.llama;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What is known of a model's tokens: the texts that stand for control tokens, such as the end of a
/// message, how many characters the longest token has, and how many tokens llama.cpp may put around
/// a prompt without counting them.
record Vocabulary(List<String> controlTokens, int longest, int around) {
  private static final int CONTROL = 3;
  private static final int UNUSED = 5;
  private static final int USER_DEFINED = 4;
  private static final int SHORTEST_CONTROL = 3;
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\s\u2581]*");

  static Vocabulary of(Map<String, Object> metadata) {
    Object[] tokens = (Object[]) metadata.get("tokenizer.ggml.tokens");
    Object[] types =
        metadata.get("tokenizer.ggml.token_type") instanceof Object[] array ? array : new Object[0];
    String template = metadata.get("tokenizer.chat_template") instanceof String text ? text : "";
    return new Vocabulary(
        IntStream.range(0, Math.min(tokens.length, types.length))
            .filter(i ->
                types[i] instanceof Number type
                    && controls(type.intValue(), (String) tokens[i], template))
            .mapToObj(i -> (String) tokens[i])
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

  /// Some files call the tokens that begin a role user-defined; those are told by the template that
  /// writes them, or by their usual shape, since a template may put them together. Words, white
  /// space and mere punctuation are left to the user.
  private static boolean controls(int type, String token, String template) {
    return token.length() >= SHORTEST_CONTROL
        && switch (type) {
          case CONTROL, UNUSED -> true;
          case USER_DEFINED ->
              (template.contains(token) || token.startsWith("<|") && token.endsWith("|>"))
                  && !WORDS.matcher(token).matches()
                  && token.codePoints().anyMatch(Character::isLetter);
          default -> false;
        };
  }
}
