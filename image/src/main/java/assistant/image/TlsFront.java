package assistant.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLServerSocket;

/// HTTPS in front of a plain server on this machine.
public final class TlsFront implements AutoCloseable {
  private final URI behind;
  private final SSLServerSocket server;

  public TlsFront(LocalAuthority authority, URI behind)
      throws IOException, GeneralSecurityException {
    this.behind = behind;
    server = (SSLServerSocket) authority.context().getServerSocketFactory().createServerSocket(0);
    Thread.ofVirtual().start(this::accept);
  }

  public URI url() {
    return URI.create("https://localhost:" + server.getLocalPort() + behind.getPath());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket plain = new Socket(behind.getHost(), behind.getPort());
        client.setTcpNoDelay(true);
        plain.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> pass(client, plain));
        Thread.ofPlatform().daemon().start(() -> pass(plain, client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has left.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
