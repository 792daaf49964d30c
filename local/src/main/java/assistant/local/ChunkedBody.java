package assistant.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A request's body in chunks, and the trailers behind it, which the JDK's HTTP server cannot read.
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean over;
  private Map<String, String> trailers = Map.of();

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  /// Empty until the body was read to its end.
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (over) {
      return -1;
    }
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The body was cut.");
    }
    left -= read;
    return read;
  }

  private boolean nextChunk() throws IOException {
    if (!first) {
      HttpMessage.line(in);
    }
    first = false;
    String size = HttpMessage.line(in);
    try {
      left = Long.parseLong(size.split(";")[0].strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("A chunk without a size.");
    }
    if (left == 0) {
      over = true;
      trailers = HttpMessage.headers(in);
    }
    return !over;
  }
}
