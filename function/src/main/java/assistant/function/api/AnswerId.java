package assistant.function.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// An answer's id, 128 random bits in hex digits: whoever knows it was told it.
final class AnswerId {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// OpenAI's clients know it with a prefix.
  private static final Pattern FORM = Pattern.compile("(?:chatcmpl-|resp_)?([0-9a-f]{32})");

  private AnswerId() {}

  static String draw() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /// The last part of a path that [#is] one, without a prefix.
  static String in(String path) {
    return path.substring(path.length() - 32);
  }
}
