package assistant.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A request's body on a connection that goes on after it, read piece by piece.
abstract class MessageBody extends InputStream {
  private final InputStream in;
  private long left;

  /// `left` bytes come before [#next] is asked.
  MessageBody(InputStream in, long left) {
    this.in = in;
    this.left = left;
  }

  /// The length of the piece that follows; 0 at the end of the body, and ever after.
  abstract long next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      left = next();
    }
    if (left == 0) {
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The body was cut.");
    }
    left -= read;
    return read;
  }
}
