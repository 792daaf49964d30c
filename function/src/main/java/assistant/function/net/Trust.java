package assistant.function.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes the servers that the JVM's own trust manager believes, and refuses all others: it hands
/// that one only the roots that the server's certificates name, as reading all of them takes longer
/// than the rest of a start. Whatever they do not suffice for is judged with all of them.
final class Trust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;

  private final TrustStores stores;

  Trust(TrustStores stores) {
    this.stores = stores;
  }

  /// One way to ask the JDK's trust manager.
  private interface Check {
    void by(X509ExtendedTrustManager trust) throws CertificateException;
  }

  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    Optional<X509ExtendedTrustManager> few = stores.named(chain);
    if (few.isPresent()) {
      try {
        check.by(few.get());
        return;
      } catch (CertificateException e) {
        // All roots decide.
      }
    }
    check.by(stores.all());
  }

  /// To check a host's name the JDK's trust manager reads all roots once more, to learn whether the
  /// server's is a public one, which only matters to wildcards. A name that the certificate holds
  /// as it was asked for needs no such care.
  private static boolean isFor(X509Certificate server, SSLSession handshake)
      throws CertificateException {
    String host = handshake == null ? null : handshake.getPeerHost();
    if (host == null || !plain(host)) {
      return false;
    }
    Collection<List<?>> names = server.getSubjectAlternativeNames();
    for (List<?> name : names == null ? List.<List<?>>of() : names) {
      if (name.get(0).equals(DNS_NAME) && host.equalsIgnoreCase((String) name.get(1))) {
        return true;
      }
    }
    return false;
  }

  /// Letters, digits, hyphens and dots, nothing of which has a second spelling, and no address.
  private static boolean plain(String host) {
    boolean letter = false;
    for (int i = 0; i < host.length(); i++) {
      char c = Character.toLowerCase(host.charAt(i));
      letter |= c >= 'a' && c <= 'z';
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.')) {
        return false;
      }
    }
    return letter && !host.toLowerCase(Locale.ROOT).contains("xn--") && !host.endsWith(".");
  }

  /// Conscrypt's word for TLS 1.3, which names no kind of key, in the JDK's.
  private static String type(String authType) {
    return authType.equals("GENERIC") ? "UNKNOWN" : authType;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    SSLSession handshake = socket instanceof SSLSocket secure ? secure.getHandshakeSession() : null;
    check(
        chain,
        authType,
        handshake,
        trust -> trust.checkServerTrusted(chain, type(authType), socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(
        chain,
        authType,
        engine.getHandshakeSession(),
        trust -> trust.checkServerTrusted(chain, type(authType), engine));
  }

  /// A certificate that was found to be for the server's name needs no second look at it; of others
  /// the full check says so.
  private void check(X509Certificate[] chain, String authType, SSLSession handshake, Check withName)
      throws CertificateException {
    boolean named = isFor(chain[0], handshake);
    check(chain, named ? trust -> trust.checkServerTrusted(chain, type(authType)) : withName);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, trust -> trust.checkServerTrusted(chain, type(authType)));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noClients();
  }

  private static CertificateException noClients() {
    return new CertificateException("There are no clients here.");
  }

  /// What is sent to clients that are asked for a certificate: here is no server.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
