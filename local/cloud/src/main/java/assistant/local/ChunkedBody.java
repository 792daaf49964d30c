package assistant.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A request's body in chunks, and the trailers behind it, which the JDK's HTTP server cannot read.
final class ChunkedBody extends MessageBody {
  private final InputStream in;
  private boolean first = true;
  private boolean over;
  private Map<String, String> trailers = Map.of();

  ChunkedBody(InputStream in) {
    super(in, 0);
    this.in = in;
  }

  /// Empty until the body was read to its end.
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  long next() throws IOException {
    if (over) {
      return 0;
    }
    if (!first) {
      HttpLines.line(in);
    }
    first = false;
    long size = size(HttpLines.line(in));
    if (size == 0) {
      over = true;
      trailers = HttpLines.headers(in);
    }
    return size;
  }

  private static long size(String line) throws IOException {
    try {
      return Long.parseLong(line.split(";")[0].strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("A chunk without a size.");
    }
  }
}
