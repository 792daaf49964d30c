package assistant.function;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Bytes gathered for one write, so that tokens that come together leave together.
final class Pending extends ByteArrayOutputStream {
  private static final int MOST = 16 << 10;

  Pending() {
    super(1024);
  }

  boolean full() {
    return count >= MOST;
  }

  void writeTo(Exchange.Body body) throws IOException {
    if (count > 0) {
      body.write(buf, count);
      count = 0;
    }
  }
}
