package assistant.function.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.conscrypt.Conscrypt;

/// TLS for clients: BoringSSL's by Conscrypt where its native library can be loaded, else the JDK's
/// own. Either believes a server by [Trust].
final class Tls {
  private Tls() {}

  static SSLContext context() {
    return Shared.CONTEXT;
  }

  /// Shakes hands over a connected socket; closing the one returned closes that too.
  static Socket over(Socket socket, String host, int port) throws IOException {
    SSLSocket secure =
        (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, true);
    // What is left out of it stays as it is; to get those that are set would make Conscrypt spell
    // the host's name anew.
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static final class Shared {
    static final SSLContext CONTEXT = make();

    private static SSLContext make() {
      TrustManager[] trust = {new Trust(TrustStores.usual())};
      try {
        SSLContext context = nativeContext();
        context.init(null, trust, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static SSLContext nativeContext() throws GeneralSecurityException {
    try {
      Provider conscrypt = Conscrypt.newProviderBuilder().provideTrustManager(false).build();
      // First, so that it verifies the signatures of certificates as well.
      Security.insertProviderAt(conscrypt, 1);
      return SSLContext.getInstance("TLS", conscrypt);
    } catch (LinkageError | RuntimeException e) {
      System.err.println(
          "The native TLS library cannot be loaded here, so Java's own is used: a start takes longer.");
      return SSLContext.getInstance("TLS");
    }
  }
}
