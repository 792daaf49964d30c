package assistant.bench;

import assistant.image.Told;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The leanest way to ask a streaming server over one kept connection, so that a measurement holds
/// as little of the client as can be: the first token is the first sight of a word, the end that of
/// the last chunk.
final class RawHttp implements AutoCloseable {
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final byte[] request;

  RawHttp(URI url, String accept, String contentType, String body) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setTcpNoDelay(true);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Accept: %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(url.getPath(), url.getAuthority(), accept, contentType, bytes.length)
            .getBytes(StandardCharsets.US_ASCII);
    request = joined(head, bytes);
  }

  static byte[] joined(byte[] head, byte[] body) {
    byte[] message = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, message, head.length, body.length);
    return message;
  }

  /// Nanoseconds to the first sight of `word`, and to the end.
  Told ask(String word) throws IOException {
    long from = System.nanoTime();
    socket.getOutputStream().write(request);
    return read(socket.getInputStream(), word, from);
  }

  /// Reads one chunked body to its end, from a stream that brings nothing else after it.
  static Told read(InputStream in, String word, long from) throws IOException {
    byte[] sought = word.getBytes(StandardCharsets.US_ASCII);
    byte[] piece = new byte[64 << 10];
    byte[] tail = new byte[0];
    long first = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      byte[] seen = joined(tail, Arrays.copyOf(piece, read));
      if (first == 0 && contains(seen, sought)) {
        first = System.nanoTime();
      }
      if (first != 0 && endsWith(seen, LAST_CHUNK)) {
        return new Told(200, "", first - from, System.nanoTime() - from);
      }
      int kept = Math.min(seen.length, Math.max(sought.length, LAST_CHUNK.length));
      tail = Arrays.copyOfRange(seen, seen.length - kept, seen.length);
    }
    throw new IOException("The connection ended within an answer, or before its first token.");
  }

  private static boolean contains(byte[] bytes, byte[] sought) {
    for (int i = 0; i + sought.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] bytes, byte[] end) {
    int from = bytes.length - end.length;
    return from >= 0 && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
