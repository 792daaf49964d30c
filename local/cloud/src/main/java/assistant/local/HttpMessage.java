package assistant.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// The head of an HTTP/1.1 request, and its body as a stream; header names in lower case.
record HttpMessage(String method, String path, Map<String, String> headers, InputStream body) {
  /// The next request of a connection, or null when the connection has ended.
  static HttpMessage read(InputStream in) throws IOException {
    String start;
    try {
      start = HttpLines.line(in);
    } catch (EOFException e) {
      return null;
    }
    String[] words = start.split(" ");
    if (words.length != 3) {
      throw new IOException("Not an HTTP request.");
    }
    Map<String, String> headers = HttpLines.headers(in);
    return new HttpMessage(words[0], words[1], headers, body(headers, in));
  }

  private static InputStream body(Map<String, String> headers, InputStream in) {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return new ChunkedBody(in);
    }
    return new FixedBody(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
  }
}
