package assistant.function.net;

import assistant.function.base.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One connection, used by one call at a time. Its socket is a channel's, so that an interrupt of
/// the thread that waits for it closes it.
final class Connection implements AutoCloseable {
  /// Servers close what idles; a process that slept does not hear of it.
  private static final long MOST_IDLE_MS = 30_000;

  private static final long SURELY_OPEN_MS = 1_000;

  private final Origin origin;
  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[16 << 10];
  private int next;
  private int end;
  private Optional<Deadline> deadline = Optional.empty();
  private long restingSince;
  private boolean used;
  private boolean heard;

  private Connection(Origin origin, SocketChannel channel, Socket socket) throws IOException {
    this.origin = origin;
    this.channel = channel;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /// To the first of the host's addresses that answers; over TLS once the server is trusted.
  static Connection open(Origin origin, Optional<Deadline> deadline) throws IOException {
    Deadline most = Deadline.in(HttpClients.TO_CONNECT);
    Deadline until = deadline.map(most::orEarlier).orElse(most);
    IOException failure = new ConnectException("no address");
    for (InetAddress address : addresses(origin)) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.socket().setTcpNoDelay(true);
        channel
            .socket()
            .connect(new InetSocketAddress(address, origin.port()), milliseconds(until));
        channel.socket().setSoTimeout(milliseconds(until));
        Socket socket =
            origin.secure()
                ? Tls.over(channel.socket(), origin.address(), origin.port())
                : channel.socket();
        return new Connection(origin, channel, socket);
      } catch (SocketTimeoutException e) {
        channel.close();
        failure = new HttpConnectTimeoutException("The server does not answer.");
      } catch (IOException | RuntimeException e) {
        channel.close();
        if (!(e instanceof ConnectException refused)) {
          throw e;
        }
        failure = refused;
      }
    }
    throw failure;
  }

  private static InetAddress[] addresses(Origin origin) throws ConnectException {
    try {
      return InetAddress.getAllByName(origin.address());
    } catch (UnknownHostException e) {
      ConnectException unknown = new ConnectException("The host's name is not known.");
      unknown.initCause(e);
      throw unknown;
    }
  }

  private static int milliseconds(Deadline deadline) throws SocketTimeoutException {
    long left = deadline.remaining().toMillis();
    if (left == 0) {
      throw new SocketTimeoutException();
    }
    return (int) left;
  }

  Origin origin() {
    return origin;
  }

  void send(byte[] message, Optional<Deadline> deadline) throws IOException {
    this.deadline = deadline;
    heard = false;
    out.write(message);
    out.flush();
  }

  /// What follows may take as long as the server wants.
  void withoutDeadline() {
    deadline = Optional.empty();
  }

  /// A byte, or -1 at the connection's end.
  int read() throws IOException {
    return next < end || fill() ? buffer[next++] & 0xff : -1;
  }

  /// At least one byte, or -1 at the connection's end.
  int read(byte[] bytes, int offset, int length) throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(buffer, next, bytes, offset, count);
    next += count;
    return count;
  }

  /// A line without its end; the connection must not end within it.
  String line(int most) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0 || line.length() == most) {
        throw new EOFException("A line has no end.");
      }
      line.append((char) c);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  int buffered() {
    return end - next;
  }

  private boolean fill() throws IOException {
    try {
      channel.socket().setSoTimeout(deadline.isPresent() ? milliseconds(deadline.get()) : 0);
      next = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      heard |= end > 0;
      return end > 0;
    } catch (SocketTimeoutException e) {
      throw new HttpTimeoutException("The server takes too long.");
    }
  }

  /// Whether a call that failed here may be made on another connection: the server had closed this
  /// one before, and the call changes nothing.
  boolean again(String method) {
    return used && !heard && (method.equals("GET") || method.equals("HEAD"));
  }

  void rest() {
    used = true;
    restingSince = System.currentTimeMillis();
  }

  /// Whether it may be used again: nothing has come since the last response, not even its end.
  boolean isOpen() throws IOException {
    long rested = System.currentTimeMillis() - restingSince;
    if (rested >= 0 && rested < SURELY_OPEN_MS) {
      return channel.isOpen();
    }
    return rested >= 0 && rested < MOST_IDLE_MS && channel.isOpen() && isQuiet();
  }

  private boolean isQuiet() throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() == 0;
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true);
      }
    }
  }

  /// At once, without the farewell of TLS, for which nobody waits.
  @Override
  public void close() {
    try (channel;
        socket) {
      channel.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }
}
