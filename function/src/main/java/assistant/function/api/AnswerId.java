package assistant.function.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// An answer's id, 128 random bits in hex digits: whoever knows it was told it.
final class AnswerId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  private AnswerId() {}

  static String draw() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }
}
