package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import assistant.function.problem.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/// Why no response came, one word each for the log, and what the owner can look at.
final class Unreachable {
  private Unreachable() {}

  /// `server` is whom the request was for.
  static ModelFailure of(IOException thrown, URI server) {
    if (proxied(server) && unconnected(thrown)) {
      return ModelFailure.unreachable(
          "proxy: it cannot be reached; look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY");
    }
    return of(thrown);
  }

  private static boolean proxied(URI server) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && server.getHost() != null
        && selector.select(server).stream().anyMatch(by -> by.type() != Proxy.Type.DIRECT);
  }

  private static boolean unconnected(IOException thrown) {
    return caused(thrown, UnresolvedAddressException.class)
        || caused(thrown, UnknownHostException.class)
        || caused(thrown, ConnectException.class);
  }

  static ModelFailure of(IOException thrown) {
    if (caused(thrown, UnresolvedAddressException.class)
        || caused(thrown, UnknownHostException.class)) {
      return misconfigured(
              "unknown-name: no such host; look at OPENAI_BASE_URL (with bedrock at AWS_REGION), and whether names can be looked up here")
          .retriable();
    }
    if (caused(thrown, CertificateException.class)) {
      return misconfigured(
          "certificate: not trusted, or another host's; SSL_CERT_FILE names a CA of one's own");
    }
    if (caused(thrown, SSLException.class)) {
      return misconfigured(
              "tls: the server speaks none, or another version; look at OPENAI_BASE_URL")
          .retriable();
    }
    if (proxy(thrown)) {
      return misconfigured(
          "proxy: it did not let the function through; look at HTTPS_PROXY and NO_PROXY");
    }
    if (thrown instanceof HttpTimeoutException) {
      return ModelFailure.unreachable(
          "no-connection: none within 5 s; is a firewall or a proxy between?");
    }
    if (caused(thrown, ConnectException.class)) {
      return ModelFailure.unreachable("refused-connection: nothing listens at OPENAI_BASE_URL");
    }
    if (caused(thrown, ProtocolException.class)) {
      return misconfigured(
              "protocol: what answers speaks no HTTP/1.1; look at OPENAI_BASE_URL, its port, and whether it is https")
          .retriable();
    }
    return ModelFailure.unreachable(
        "broken-connection: it was closed without an answer; look at the server's log, and whether OPENAI_BASE_URL is to be https");
  }

  private static ModelFailure misconfigured(String note) {
    return ModelFailure.of(Code.MODEL_MISCONFIGURED, note);
  }

  private static boolean proxy(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT);
      if (words.contains("proxy") || words.contains("tunnel")) {
        return true;
      }
    }
    return false;
  }

  private static boolean caused(Throwable thrown, Class<? extends Throwable> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
