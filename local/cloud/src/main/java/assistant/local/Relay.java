package assistant.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// A response's body between the function that writes it and the caller who reads it: as Lambda
/// holds it, so that a slow caller keeps no process. What the caller has not read waits here, up to
/// a limit; over it the function waits.
public final class Relay extends InputStream {
  private static final int MOST_BYTES = 1 << 20;

  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int first;
  private int held;
  private boolean over;
  private boolean left;
  private String cut;
  private Map<String, String> trailers = Map.of();

  /// Takes the whole of what the function sends; `whole` is run before its end is told.
  void fill(InputStream body, Runnable whole) throws IOException, InterruptedException {
    byte[] piece = new byte[16 << 10];
    try {
      for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
        add(java.util.Arrays.copyOf(piece, read));
      }
      whole.run();
      end(body instanceof ChunkedBody chunked ? chunked.trailers() : Map.of());
    } catch (IOException e) {
      cut("The function's answer broke off.");
      throw e;
    }
  }

  private synchronized void add(byte[] piece) throws InterruptedException {
    while (held > MOST_BYTES && !left && cut == null) {
      wait();
    }
    if (!left && cut == null) {
      pieces.add(piece);
      held += piece.length;
      notifyAll();
    }
  }

  private synchronized void end(Map<String, String> last) {
    trailers = last;
    over = true;
    notifyAll();
  }

  /// Nothing more will come.
  synchronized void cut(String reason) {
    if (!over) {
      cut = reason;
      notifyAll();
    }
  }

  /// Whether the function broke the answer off; known when the body was read to its end.
  synchronized boolean brokenOff() {
    return trailers.containsKey("lambda-runtime-function-error-type");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      while (pieces.isEmpty() && !over && cut == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.");
    }
    if (pieces.isEmpty()) {
      if (over) {
        return -1;
      }
      throw new EOFException(cut);
    }
    byte[] piece = pieces.peek();
    int read = Math.min(length, piece.length - first);
    System.arraycopy(piece, first, bytes, offset, read);
    first += read;
    held -= read;
    if (first == piece.length) {
      pieces.remove();
      first = 0;
    }
    notifyAll();
    return read;
  }

  /// The caller has gone: what still comes is thrown away, for a function is never told.
  @Override
  public synchronized void close() {
    left = true;
    pieces.clear();
    held = 0;
    notifyAll();
  }
}
