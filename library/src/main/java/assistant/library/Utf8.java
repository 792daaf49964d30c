package assistant.library;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Bytes of a text file as text: UTF-8, or UTF-16 that says so; anything else is refused rather
/// than guessed.
final class Utf8 {
  private Utf8() {}

  static String text(byte[] bytes) throws Unreadable {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length > 1
        && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0x1FD
        && (bytes[0] & 0xFF) >= 0xFE) {
      charset = StandardCharsets.UTF_16;
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new Unreadable("is not text");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Unreadable("is not text in UTF-8; save it as UTF-8");
    }
  }
}
