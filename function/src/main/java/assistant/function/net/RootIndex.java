package assistant.function.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import javax.security.auth.x500.X500Principal;

/// The roots of a trust store by their names, so that one is found without reading the others.
///
/// The file: length and CRC-32 of the trust store that it was made of; then for each root a hash of
/// its subject, the length of its certificate, and that, in DER.
public final class RootIndex {
  private static final String PROPERTY = "assistant.roots";

  private final byte[] bytes;

  private RootIndex(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The one that the system property `assistant.roots` names, if it was made of the very store
  /// that the JVM trusts.
  static Optional<RootIndex> usual() {
    String file = System.getProperty(PROPERTY);
    return file == null ? Optional.empty() : read(Path.of(file), trusted());
  }

  /// Where the JVM looks for the roots that it trusts.
  private static Path trusted() {
    String named = System.getProperty("javax.net.ssl.trustStore");
    if (named != null) {
      return Path.of(named);
    }
    Path security = Path.of(System.getProperty("java.home"), "lib", "security");
    Path preferred = security.resolve("jssecacerts");
    return Files.exists(preferred) ? preferred : security.resolve("cacerts");
  }

  /// Empty when it cannot be read or was made of another store.
  static Optional<RootIndex> read(Path index, Path store) {
    try {
      byte[] bytes = Files.readAllBytes(index);
      byte[] made = Files.readAllBytes(store);
      ByteBuffer head = ByteBuffer.wrap(bytes);
      boolean same = head.getInt() == made.length && head.getInt() == crc(made);
      return same ? Optional.of(new RootIndex(bytes)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /// `index store`: writes the index of a trust store that needs no password to be read.
  public static void main(String[] args) throws Exception {
    Path store = Path.of(args[1]);
    KeyStore roots = KeyStore.getInstance(store.toFile(), (char[]) null);
    Files.write(Path.of(args[0]), of(Files.readAllBytes(store), roots));
  }

  private static byte[] of(byte[] store, KeyStore roots)
      throws IOException, KeyStoreException, CertificateException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(store.length);
    out.writeInt(crc(store));
    List<String> aliases = Collections.list(roots.aliases());
    Collections.sort(aliases);
    for (String alias : aliases) {
      if (roots.getCertificate(alias) instanceof X509Certificate root
          && roots.isCertificateEntry(alias)) {
        byte[] der = root.getEncoded();
        out.writeInt(hash(root.getSubjectX500Principal()));
        out.writeInt(der.length);
        out.write(der);
      }
    }
    return bytes.toByteArray();
  }

  private static int hash(X500Principal name) {
    return Arrays.hashCode(name.getEncoded());
  }

  /// All whose subject is the issuer or the subject of one of these certificates, and perhaps
  /// others.
  List<X509Certificate> named(X509Certificate[] chain) throws CertificateException {
    Set<Integer> names = new HashSet<>();
    for (X509Certificate one : chain) {
      names.add(hash(one.getSubjectX500Principal()));
      names.add(hash(one.getIssuerX500Principal()));
    }
    List<X509Certificate> found = new ArrayList<>(2);
    ByteBuffer roots = ByteBuffer.wrap(bytes, 8, bytes.length - 8);
    while (roots.hasRemaining()) {
      boolean named = names.contains(roots.getInt());
      int length = roots.getInt();
      if (named) {
        found.add(certificate(roots.position(), length));
      }
      roots.position(roots.position() + length);
    }
    return found;
  }

  private X509Certificate certificate(int from, int length) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes, from, length));
  }
}
