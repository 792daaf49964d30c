package assistant.function.retrieval;

import java.nio.ByteBuffer;

/// Numbers of seven bits a byte, the lowest first, read one after the other.
final class Numbers {
  private final ByteBuffer file;
  private int at;

  Numbers(ByteBuffer file, int at) {
    this.file = file;
    this.at = at;
  }

  int at() {
    return at;
  }

  void skip(int bytes) {
    at += bytes;
  }

  int next() {
    int number = 0;
    int shift = 0;
    int b;
    do {
      b = file.get(at++);
      number |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0 && shift < 32);
    return number;
  }
}
