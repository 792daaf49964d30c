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
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int MOST_NESTED = 4;
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_VALUES = 1_000_000;

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
    long length = length(1, MOST_BYTES);
    byte[] text = bytes.asSlice(step(length), length).toArray(JAVA_BYTE);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// A value of this type: a number, a boolean, a string, or an array of them.
  Object value(int type) {
    return switch (type) {
      case 0 -> bytes.get(JAVA_BYTE, step(1)) & 0xff;
      case 1 -> (int) bytes.get(JAVA_BYTE, step(1));
      case 2 -> int16() & 0xffff;
      case 3 -> (int) int16();
      case 4 -> int32() & 0xffff_ffffL;
      case 5 -> int32();
      case 6 -> bytes.get(JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(4));
      case 7 -> bytes.get(JAVA_BYTE, step(1)) != 0;
      case STRING -> string();
      case ARRAY -> array(int32());
      case 10, 11 -> int64();
      case 12 -> bytes.get(JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(8));
      default -> throw unknown(type);
    };
  }

  private Object[] array(int type) {
    if (type == ARRAY) {
      throw new MalformedGguf("is damaged: it has a list of lists where it should have a list");
    }
    Object[] values = new Object[(int) length(width(type), MOST_VALUES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(type);
    }
    return values;
  }

  /// Goes past a value of this type without keeping it.
  void skip(int type) {
    skip(type, 0);
  }

  private void skip(int type, int depth) {
    switch (type) {
      case STRING -> step(length(1, Long.MAX_VALUE));
      case ARRAY -> skipArray(int32(), depth + 1);
      default -> step(width(type));
    }
  }

  private void skipArray(int type, int depth) {
    if (depth > MOST_NESTED) {
      throw new MalformedGguf("is damaged: its arrays are nested too deep");
    }
    long count = length(width(type), Long.MAX_VALUE);
    if (type != STRING && type != ARRAY) {
      step(count * width(type));
      return;
    }
    for (long i = 0; i < count; i++) {
      skip(type, depth);
    }
  }

  /// The least bytes that a value of this type takes.
  private static int width(int type) {
    return switch (type) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case STRING, 10, 11, 12 -> 8;
      case ARRAY -> 12;
      default -> throw unknown(type);
    };
  }

  private static MalformedGguf unknown(int type) {
    return new MalformedGguf("is damaged: it has a value of unknown type " + type);
  }

  private short int16() {
    return bytes.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), step(2));
  }

  /// A count of things of at least this many bytes, which the rest of the file must have room for.
  private long length(int bytesEach, long most) {
    long length = int64();
    if (length < 0 || length > (size() - position) / bytesEach) {
      throw new IndexOutOfBoundsException(length + " values");
    }
    if (length > most) {
      throw new MalformedGguf("is damaged: a text or a list in it claims a length of " + length);
    }
    return length;
  }

  private long step(long width) {
    long here = position;
    position += width;
    return here;
  }
}
