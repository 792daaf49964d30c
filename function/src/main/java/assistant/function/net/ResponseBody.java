package assistant.function.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// A response's body as it comes, read on the calling thread. Read to its end, its connection is
/// kept for the next call; closed before, the connection is closed.
final class ResponseBody extends InputStream {
  private static final int MOST_LINE = 16 << 10;

  private enum Framing {
    LENGTH,
    CHUNKED,
    TO_THE_END
  }

  private final Connection connection;
  private final Framing framing;
  private final Runnable keep;
  private final boolean keepAlive;

  /// What is left of the body, or of its chunk.
  private long left;

  /// Whether a chunk has come, whose line is still to be ended.
  private boolean inChunks;

  private boolean ended;

  private ResponseBody(
      Connection connection, Framing framing, long length, boolean keepAlive, Runnable keep) {
    this.connection = connection;
    this.framing = framing;
    this.left = length;
    this.keepAlive = keepAlive;
    this.keep = keep;
  }

  /// `keep` takes the connection back.
  static ResponseBody of(Connection connection, ResponseHead head, String method, Runnable keep)
      throws IOException {
    boolean none = method.equals("HEAD") || head.statusCode() == 204 || head.statusCode() == 304;
    String coding = all(head, "transfer-encoding").toLowerCase(Locale.ROOT);
    coding = coding.equals("identity") ? "" : coding;
    String length = once(all(head, "content-length"));
    Framing framing =
        !none && !coding.isEmpty()
            ? coding.endsWith("chunked") ? Framing.CHUNKED : Framing.TO_THE_END
            : none || !length.isEmpty() ? Framing.LENGTH : Framing.TO_THE_END;
    long left = framing == Framing.LENGTH && !none ? number(length, 10) : 0;
    ResponseBody body = new ResponseBody(connection, framing, left, head.keepAlive(), keep);
    if (framing == Framing.LENGTH && left == 0) {
      body.end();
    }
    return body;
  }

  /// A header may come in several lines.
  private static String all(ResponseHead head, String name) {
    return String.join(",", head.headers().allValues(name)).strip();
  }

  /// A length that is told twice is told once; two that differ are none.
  private static String once(String lengths) throws ProtocolException {
    List<String> told = Stream.of(lengths.split(",")).map(String::strip).distinct().toList();
    if (told.size() > 1) {
      throw new ProtocolException("A response has two lengths.");
    }
    return told.isEmpty() ? "" : told.getFirst();
  }

  private static long number(String text, int radix) throws ProtocolException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ProtocolException("A response's length cannot be read.");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    if (framing == Framing.CHUNKED && left == 0 && !nextChunk()) {
      return -1;
    }
    int most = framing == Framing.TO_THE_END ? length : (int) Math.min(length, left);
    int count = connection.read(bytes, offset, most);
    if (count < 0) {
      if (framing != Framing.TO_THE_END) {
        throw new EOFException("The connection ended within a response.");
      }
      end();
    } else if (framing != Framing.TO_THE_END) {
      left -= count;
      if (left == 0 && framing == Framing.LENGTH) {
        end();
      }
    }
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (inChunks && !connection.line(MOST_LINE).isEmpty()) {
      throw new ProtocolException("A chunk is longer than it says.");
    }
    inChunks = true;
    String size = connection.line(MOST_LINE);
    int extension = size.indexOf(';');
    left = number(extension < 0 ? size : size.substring(0, extension), 16);
    if (left > 0) {
      return true;
    }
    while (!connection.line(MOST_LINE).isEmpty()) {}
    end();
    return false;
  }

  private void end() {
    ended = true;
    if (keepAlive && framing != Framing.TO_THE_END && connection.buffered() == 0) {
      keep.run();
    } else {
      connection.close();
    }
  }

  /// What has come already; a read within it does not wait.
  @Override
  public int available() {
    return ended ? 0 : (int) Math.min(left, connection.buffered());
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      connection.close();
    }
  }
}
