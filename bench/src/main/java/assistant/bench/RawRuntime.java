package assistant.bench;

import assistant.image.Event;
import assistant.image.Memory;
import assistant.image.Told;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The leanest Runtime API over one function process, as [RawHttp] is the leanest client: all on
/// the measuring thread, and a question is asked only when the function waits for one.
final class RawRuntime implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Process process;
  private Socket next;

  RawRuntime(List<String> command, Map<String, String> environment) throws IOException {
    server.setSoTimeout((int) TIMEOUT.toMillis());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getLocalPort());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    next = server.accept();
    untilItAsks();
  }

  /// Nanoseconds from the event's first byte to the first sight of `word` and to the end.
  Told ask(Event event, String word) throws IOException {
    byte[] message = message(event.bytes());
    long from = System.nanoTime();
    next.getOutputStream().write(message);
    Told told;
    try (Socket response = server.accept()) {
      told = RawHttp.read(response.getInputStream(), word, from);
      response.getOutputStream().write(ACCEPTED);
    }
    untilItAsks();
    return told;
  }

  private static byte[] message(byte[] event) {
    byte[] head =
        """
        HTTP/1.1 200 OK\r
        Lambda-Runtime-Aws-Request-Id: 00000000-0000-0000-0000-000000000000\r
        Lambda-Runtime-Deadline-Ms: %d\r
        Lambda-Runtime-Trace-Id: Root=1-00000000-000000000000000000000000;Sampled=0\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(System.currentTimeMillis() + TIMEOUT.toMillis(), event.length)
            .getBytes(StandardCharsets.US_ASCII);
    return RawHttp.joined(head, event);
  }

  /// The function's `GET` of its next event, on the connection that it had or on a new one.
  private void untilItAsks() throws IOException {
    while (!asks(next.getInputStream())) {
      next.close();
      next = server.accept();
    }
  }

  private static boolean asks(InputStream in) throws IOException {
    byte[] request = new byte[4 << 10];
    for (int length = 0; length < request.length; ) {
      int read = in.read(request, length, request.length - length);
      if (read < 0) {
        return false;
      }
      length += read;
      if (new String(request, 0, length, StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        return true;
      }
    }
    throw new EOFException("The function asked for no event.");
  }

  long memory(String field) throws IOException {
    return Memory.kilobytes(process.pid(), field);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    next.close();
    server.close();
  }
}
