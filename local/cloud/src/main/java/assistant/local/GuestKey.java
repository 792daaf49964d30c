package assistant.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A guest's key, 130 random bits: told once, and kept by its hash alone.
record GuestKey(String text) {
  /// Base 32 without what is mistaken for another: i, l, o, u.
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  static GuestKey draw() {
    SecureRandom random = new SecureRandom();
    StringBuilder key = new StringBuilder("ask-");
    for (int i = 0; i < 26; i++) {
      key.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new GuestKey(key.toString());
  }

  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
