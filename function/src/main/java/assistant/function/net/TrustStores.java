package assistant.function.net;

import assistant.function.base.Env;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The roots that are trusted, as the JDK's trust managers: all of them, read when first needed, or
/// those that a server's certificates name, from the index where there is one.
///
/// The roots are the file of PEM certificates that `SSL_CERT_FILE` names, unless the system
/// property `javax.net.ssl.trustStore` names a store; else the JDK's own.
final class TrustStores {
  private final Optional<Path> bundle;
  private final Optional<RootIndex> index;
  private final Map<List<X509Certificate>, X509ExtendedTrustManager> few =
      new ConcurrentHashMap<>();
  private X509ExtendedTrustManager all;

  TrustStores(Optional<Path> bundle, Optional<RootIndex> index) {
    this.bundle = bundle;
    this.index = index;
  }

  /// As the process's environment and properties say.
  static TrustStores usual() {
    boolean store = System.getProperty("javax.net.ssl.trustStore") != null;
    Optional<Path> bundle =
        store ? Optional.empty() : new Env(System.getenv()).text("SSL_CERT_FILE").map(Path::of);
    return new TrustStores(bundle, bundle.isPresent() ? Optional.empty() : RootIndex.usual());
  }

  /// Those that the index has of the roots that these certificates name; empty when it has none.
  Optional<X509ExtendedTrustManager> named(X509Certificate[] chain) throws CertificateException {
    List<X509Certificate> roots =
        index.isPresent() ? index.get().named(chain) : List.<X509Certificate>of();
    if (roots.isEmpty()) {
      return Optional.empty();
    }
    X509ExtendedTrustManager known = few.get(roots);
    if (known == null) {
      known = of(roots);
      few.put(roots, known);
    }
    return Optional.of(known);
  }

  synchronized X509ExtendedTrustManager all() throws CertificateException {
    if (all == null) {
      all = bundle.isPresent() ? of(read(bundle.get())) : manager(null);
    }
    return all;
  }

  private static Collection<? extends Certificate> read(Path bundle) throws CertificateException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException | CertificateException e) {
      System.err.println(
          "SSL_CERT_FILE must name a file of certificates in PEM that can be read; without it no server is trusted.");
      throw new CertificateException(e);
    }
  }

  private static X509ExtendedTrustManager of(Collection<? extends Certificate> roots)
      throws CertificateException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate root : roots) {
        store.setCertificateEntry(Integer.toString(number++), root);
      }
      return manager(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  /// Without a store, the JDK's own trust.
  private static X509ExtendedTrustManager manager(KeyStore store) throws CertificateException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }
}
