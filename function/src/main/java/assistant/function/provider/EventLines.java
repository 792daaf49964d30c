package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of an event stream, ended by LF, CR or CRLF; the last may lack its end. UTF-8 is
/// decoded line by line, so no read can split it.
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
      while (next < end && read[next] != '\n' && read[next] != '\r') {
        next++;
      }
      length = append(from, length);
      if (next < end) {
        afterReturn = read[next++] == '\r';
        return text(length);
      }
    }
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(read));
    return end > 0;
  }

  private int append(int from, int length) throws IOException {
    int more = next - from;
    if (length + more > LONGEST) {
      throw ModelFailure.of(ModelFailure.Kind.GARBAGE);
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
