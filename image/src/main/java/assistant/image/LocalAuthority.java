package assistant.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for servers on this machine, made for the occasion and signed as a public one's
/// mostly is: by an intermediate with an elliptic key, that by a root with an RSA key. Whoever is
/// to believe it trusts, besides that root, all those that this JVM trusts.
public final class LocalAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore keys;

  public LocalAuthority() throws IOException, InterruptedException, GeneralSecurityException {
    folder = Files.createTempDirectory("authority-");
    generate("root", "-keyalg", "RSA", "-keysize", "2048", "-ext", "bc:c=ca:true");
    generate(
        "between",
        "-keyalg",
        "EC",
        "-signer",
        "root",
        "-ext",
        "bc:c=ca:true,pathlen:0",
        "-ext",
        "ku:c=digitalSignature,keyCertSign,cRLSign",
        "-ext",
        "eku=serverAuth");
    generate(
        "localhost",
        "-keyalg",
        "EC",
        "-signer",
        "between",
        "-ext",
        "san=dns:localhost,dns:*.localhost.test,ip:127.0.0.1",
        "-ext",
        "ku:c=digitalSignature",
        "-ext",
        "eku=serverAuth");
    keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
    writeRoots();
  }

  private void generate(String name, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.home("keytool"),
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-validity",
                "30",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(options));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no certificate for " + name + ".");
    }
  }

  /// All roots as a store that needs no password to be read, as the JDK's own is, and as PEM.
  private void writeRoots() throws IOException, GeneralSecurityException {
    Path own = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    KeyStore from = KeyStore.getInstance(own.toFile(), (char[]) null);
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    for (String alias : Collections.list(from.aliases())) {
      roots.setCertificateEntry(alias, from.getCertificate(alias));
    }
    roots.setCertificateEntry("the root of this machine's servers", keys.getCertificate("root"));
    try (OutputStream out = Files.newOutputStream(roots())) {
      roots.store(out, null);
    }
    StringBuilder pem = new StringBuilder();
    for (String alias : Collections.list(roots.aliases())) {
      pem.append(pem(roots.getCertificate(alias)));
    }
    Files.writeString(pem(), pem, StandardCharsets.US_ASCII);
  }

  private static String pem(Certificate root) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(root.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private Path roots() {
    return folder.resolve("roots.p12");
  }

  /// All roots in PEM, as `SSL_CERT_FILE` names them.
  public Path pem() {
    return folder.resolve("roots.pem");
  }

  /// What a server needs.
  SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    KeyStore server = KeyStore.getInstance("PKCS12");
    try {
      server.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    char[] password = PASSWORD.toCharArray();
    server.setKeyEntry(
        "server",
        keys.getKey("localhost", password),
        password,
        new Certificate[] {keys.getCertificate("localhost"), keys.getCertificate("between")});
    managers.init(server, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /// The option that makes a JVM believe these servers.
  public String trusted() {
    return "-Djavax.net.ssl.trustStore=" + roots();
  }

  /// A function's command, whose last word is its main class, that believes these servers and finds
  /// their root as it does the others: by an index.
  public List<String> trustedBy(List<String> command) throws IOException, InterruptedException {
    int last = command.size() - 1;
    Path index = folder.resolve("roots.index");
    List<String> indexing = new ArrayList<>(command.subList(0, last));
    indexing.addAll(
        List.of("assistant.function.net.RootIndex", index.toString(), roots().toString()));
    if (new ProcessBuilder(indexing).inheritIO().start().waitFor() != 0) {
      throw new IOException("The roots' index was not written.");
    }
    List<String> trusting = new ArrayList<>(command);
    trusting.addAll(last, List.of(trusted(), "-Dassistant.roots=" + index));
    return trusting;
  }
}
