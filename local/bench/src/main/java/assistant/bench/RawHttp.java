package assistant.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The leanest way to ask a streaming server over one kept connection, so that a measurement holds
/// as little of the client as can be: the first token is the first sight of a word, the end that of
/// the last chunk.
final class RawHttp implements AutoCloseable {
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final byte[] request;
  private final byte[] piece = new byte[64 << 10];

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
    request = java.util.Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, request, head.length, bytes.length);
  }

  /// Nanoseconds to the first sight of `word`, and to the end.
  Told ask(String word) throws IOException {
    byte[] sought = word.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    long from = System.nanoTime();
    OutputStream out = socket.getOutputStream();
    out.write(request);
    InputStream in = socket.getInputStream();
    long first = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      tail.write(piece, 0, read);
      byte[] seen = tail.toByteArray();
      if (first == 0 && contains(seen, sought)) {
        first = System.nanoTime();
      }
      if (contains(seen, LAST_CHUNK)) {
        return new Told(200, "", first - from, System.nanoTime() - from);
      }
      if (seen.length > sought.length + LAST_CHUNK.length) {
        tail.reset();
        int kept = Math.max(sought.length, LAST_CHUNK.length);
        tail.write(seen, seen.length - kept, kept);
      }
    }
    throw new IOException("The connection ended within an answer.");
  }

  private static boolean contains(byte[] bytes, byte[] sought) {
    for (int i = 0; i + sought.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
