package assistant.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads GGUF's values one after another; past the end of the file that is an
/// [IndexOutOfBoundsException].
final class GgufReader {
  private static final int MOST_NESTED = 4;

  private final MemorySegment bytes;
  private long position;

  GgufReader(MemorySegment bytes) {
    this.bytes = bytes;
  }

  long size() {
    return bytes.byteSize();
  }

  long position() {
    return position;
  }

  int int32() {
    return bytes.get(JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(4));
  }

  long int64() {
    return bytes.get(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(8));
  }

  String string() {
    int length = length(1);
    byte[] text = bytes.asSlice(step(length), length).toArray(JAVA_BYTE);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// A value of this type: a number, a boolean, a string, or an array of them.
  Object value(int type) {
    return value(type, 0);
  }

  private Object value(int type, int depth) {
    return switch (type) {
      case 0 -> bytes.get(JAVA_BYTE, step(1)) & 0xff;
      case 1 -> (int) bytes.get(JAVA_BYTE, step(1));
      case 2 -> int16() & 0xffff;
      case 3 -> (int) int16();
      case 4 -> int32() & 0xffff_ffffL;
      case 5 -> int32();
      case 6 -> bytes.get(JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(4));
      case 7 -> bytes.get(JAVA_BYTE, step(1)) != 0;
      case 8 -> string();
      case 9 -> array(int32(), depth + 1);
      case 10, 11 -> int64();
      case 12 -> bytes.get(JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(8));
      default -> throw new MalformedGguf("is damaged: it has a value of unknown type " + type);
    };
  }

  private Object[] array(int type, int depth) {
    if (depth > MOST_NESTED) {
      throw new MalformedGguf("is damaged: its arrays are nested too deep");
    }
    Object[] values = new Object[length(1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(type, depth);
    }
    return values;
  }

  private short int16() {
    return bytes.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(2));
  }

  /// A count of things of at least this many bytes, which the rest of the file must have room for.
  private int length(int bytesEach) {
    long length = int64();
    if (length < 0 || length > (size() - position) / bytesEach || length > Integer.MAX_VALUE - 8) {
      throw new IndexOutOfBoundsException(length + " values");
    }
    return (int) length;
  }

  private long step(long width) {
    long here = position;
    position += width;
    return here;
  }
}
