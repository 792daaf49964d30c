package assistant.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// HTTPS in front of a plain server on this machine, with a certificate made for the occasion:
/// whoever is to believe it is given [#trustStore].
final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final URI behind;
  private final SSLServerSocket server;

  TlsFront(URI behind) throws IOException, InterruptedException, GeneralSecurityException {
    this.behind = behind;
    this.store = Files.createTempDirectory("tls-").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Java.home("keytool"),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    "stub"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed.");
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("https://localhost:" + server.getLocalPort() + behind.getPath());
  }

  /// The options that make a JVM believe this server.
  List<String> trustStore() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
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
