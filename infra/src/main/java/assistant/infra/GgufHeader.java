package assistant.infra;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Reads the metadata at the start of a GGUF file: a `Long` or `String` for a single value,
/// `long[]` for a list of whole numbers, [Length] for any other list; nothing for what else there
/// is.
///
/// The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
final class GgufHeader {
  /// The number of elements of a list that is not kept.
  record Length(long elements) {}

  private static final int MAGIC = 0x46554747; // "GGUF", little-endian
  private static final int STRING = 8;
  private static final int LIST = 9;
  private static final int MOST_KEPT = 10_000;

  /// More than the largest vocabulary takes.
  private static final long MOST_BYTES = 256 << 20;

  private final ByteBuffer bytes;

  private GgufHeader(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Throws an [IllegalArgumentException] whose message ends a sentence that begins with the file.
  static Map<String, Object> read(Path file) throws IOException {
    try (var channel = FileChannel.open(file);
        var arena = Arena.ofConfined()) {
      var length = Math.min(channel.size(), MOST_BYTES);
      var start = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena);
      return new GgufHeader(start.asByteBuffer()).metadata();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("is cut off: download or copy it again", e);
    }
  }

  private Map<String, Object> metadata() {
    require(bytes.remaining() >= 4 && bytes.getInt() == MAGIC, "is no GGUF file");
    var version = bytes.getInt();
    require(version == 2 || version == 3, "has GGUF version " + version + "; 2 and 3 can be read");
    bytes.getLong(); // the number of tensors
    var metadata = new HashMap<String, Object>();
    for (var left = bytes.getLong(); left != 0; left--) {
      var key = string();
      var type = bytes.getInt();
      switch (type) {
        case STRING -> metadata.put(key, string());
        case LIST -> metadata.put(key, list());
        default -> {
          if (isWhole(type)) {
            metadata.put(key, whole(type));
          } else {
            skip(width(type));
          }
        }
      }
    }
    return metadata;
  }

  private Object list() {
    var type = bytes.getInt();
    var elements = bytes.getLong();
    require(
        type != LIST && elements >= 0 && elements <= Integer.MAX_VALUE,
        "is damaged: it has a list that cannot be");
    if (type == STRING) {
      for (var i = 0L; i < elements; i++) {
        skip(bytes.getLong());
      }
    } else if (isWhole(type) && elements <= MOST_KEPT) {
      var numbers = new long[(int) elements];
      Arrays.setAll(numbers, _ -> whole(type));
      return numbers;
    } else {
      skip(elements * width(type));
    }
    return new Length(elements);
  }

  private String string() {
    var length = bytes.getLong();
    var start = bytes.position();
    skip(length);
    var text = new byte[(int) length];
    bytes.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private void skip(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    bytes.position(bytes.position() + (int) length);
  }

  private static boolean isWhole(int type) {
    return type >= 0 && type <= 5 || type == 10 || type == 11;
  }

  private long whole(int type) {
    return switch (type) {
      case 0 -> bytes.get() & 0xff;
      case 1 -> bytes.get();
      case 2 -> bytes.getShort() & 0xffff;
      case 3 -> bytes.getShort();
      case 4 -> bytes.getInt() & 0xffff_ffffL;
      case 5 -> bytes.getInt();
      default -> bytes.getLong();
    };
  }

  private static int width(int type) {
    return switch (type) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case 10, 11, 12 -> 8;
      default ->
          throw new IllegalArgumentException("is damaged: it has a value of unknown type " + type);
    };
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
