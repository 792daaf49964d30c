package assistant.function.api;

import assistant.function.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Bytes gathered for one write, so that tokens that come together leave together.
public final class WriteBuffer extends ByteArrayOutputStream {
  private static final int MOST = 16 << 10;

  public WriteBuffer() {
    super(1024);
  }

  public boolean full() {
    return count >= MOST;
  }

  public void writeTo(Exchange.Body body) throws IOException {
    if (count > 0) {
      body.write(buf, count);
      count = 0;
    }
  }
}
