package assistant.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The head of an HTTP/1.1 request, and its body as a stream; header names in lower case.
record HttpMessage(String method, String path, Map<String, String> headers, InputStream body) {
  private static final int LONGEST_LINE = 1 << 20;

  /// The next request of a connection, or null when the connection has ended.
  static HttpMessage read(InputStream in) throws IOException {
    String start;
    try {
      start = line(in);
    } catch (EOFException e) {
      return null;
    }
    String[] words = start.split(" ");
    if (words.length != 3) {
      throw new IOException("Not an HTTP request.");
    }
    Map<String, String> headers = headers(in);
    return new HttpMessage(words[0], words[1], headers, body(headers, in));
  }

  private static InputStream body(Map<String, String> headers, InputStream in) {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return new ChunkedBody(in);
    }
    return new FixedBody(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
  }

  static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("A header without a name.");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new EOFException("The connection ended within a line.");
      }
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
