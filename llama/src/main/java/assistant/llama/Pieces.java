package assistant.llama;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/// Makes text of tokens' bytes, and keeps back what is not yet a whole character.
final class Pieces {
  private static final String REPLACEMENT = "\uFFFD";

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] kept = new byte[0];

  String add(byte[] piece) {
    ByteBuffer bytes = ByteBuffer.allocate(kept.length + piece.length).put(kept).put(piece).flip();
    CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
    decoder.decode(bytes, text, false);
    kept = new byte[bytes.remaining()];
    bytes.get(kept);
    return text.flip().toString();
  }

  /// What is left at the end: half a character stands for one that cannot be read.
  String rest() {
    String rest = kept.length == 0 ? "" : REPLACEMENT;
    kept = new byte[0];
    return rest;
  }
}
