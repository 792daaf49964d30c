package assistant.function.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of an event stream, ended by LF, CR or CRLF; the last may lack its end. One byte order
/// mark at the start is none of the text. UTF-8 is decoded line by line, so no read can split it.
final class EventLines {
  private static final int LONGEST = 8 << 20;

  private final InputStream in;
  private final byte[] read = new byte[16 << 10];
  private int next;
  private int end;
  private byte[] line = new byte[1024];
  private boolean afterReturn;

  EventLines(InputStream in) {
    this.in = in;
  }

  /// The first byte that is no space and no byte order mark, or -1; those before it are gone.
  int first() throws IOException {
    if (!fill()) {
      return -1;
    }
    if (read[0] == (byte) 0xEF) {
      mark();
    }
    while (next < end || fill()) {
      byte b = read[next];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      next++;
    }
    return -1;
  }

  private void mark() throws IOException {
    while (end < 3) {
      int more = in.read(read, end, 3 - end);
      if (more < 0) {
        return;
      }
      end += more;
    }
    next = read[1] == (byte) 0xBB && read[2] == (byte) 0xBF ? 3 : 0;
  }

  /// All that was not read yet, as bytes.
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(read, next, end - next), in);
  }

  /// The next line without its end, or null after the last.
  String next() throws IOException {
    int length = 0;
    while (true) {
      if (next == end && !fill()) {
        return length == 0 ? null : text(length);
      }
      if (afterReturn) {
        afterReturn = false;
        if (read[next] == '\n') {
          next++;
          continue;
        }
      }
      int from = next;
      next = lineEnd(from);
      if (next == end) {
        length = append(from, next, length);
        continue;
      }
      int to = next++;
      afterReturn = read[to] == '\r';
      return length == 0
          ? new String(read, from, to - from, StandardCharsets.UTF_8)
          : text(append(from, to, length));
    }
  }

  private int lineEnd(int from) {
    byte[] bytes = read;
    int most = end;
    int at = from;
    while (at < most && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(read));
    return end > 0;
  }

  private int append(int from, int to, int length) throws IOException {
    int more = to - from;
    if (length + more > LONGEST) {
      throw new IOException("A line without an end.");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(read, from, line, length, more);
    return length + more;
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }
}
