package assistant.library;

import java.util.Arrays;
import java.util.Random;

/// Changes a file's bytes as accidents and enemies do: some changed, cut out, doubled, or the end
/// missing.
final class Mutation {
  private Mutation() {}

  static byte[] of(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int n = random.nextInt(1, 20); n > 0 && bytes.length > 2; n--) {
      int at = random.nextInt(bytes.length - 1);
      int length = random.nextInt(1, Math.min(64, bytes.length - at + 1));
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> joined(bytes, at, at + length);
            case 1 -> joined(bytes, at + length, at);
            case 2 -> random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
            default -> {
              bytes[at] = (byte) random.nextInt();
              yield bytes;
            }
          };
    }
    return bytes;
  }

  /// What comes before the one place and from the other on.
  private static byte[] joined(byte[] bytes, int before, int from) {
    int end = Math.min(before, bytes.length);
    int start = Math.min(from, bytes.length);
    byte[] joined = Arrays.copyOf(bytes, end + bytes.length - start);
    System.arraycopy(bytes, start, joined, end, bytes.length - start);
    return joined;
  }
}
