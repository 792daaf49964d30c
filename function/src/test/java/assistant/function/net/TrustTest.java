package assistant.function.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.net.Issued.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Good and bad servers, by real handshakes: with native TLS and with the JDK's, from the index and
/// without it, each gets the verdict of the JDK's own trust manager.
class TrustTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final KeyPair KEYS = Issued.ec();
  private static final Issued ROOT = Wanted.authority("Root", Issued.rsa(2048), 3).bySelf();
  private static final Issued OTHER = Wanted.authority("Other root", Issued.ec(), 3).bySelf();
  private static final Issued TWIN = Wanted.authority("Twin", Issued.ec(), 3).bySelf();
  private static final Issued OTHER_TWIN = Wanted.authority("Twin", Issued.ec(), 3).bySelf();
  private static final Issued UNKNOWN = Wanted.authority("Unknown", Issued.ec(), 3).bySelf();
  private static final Issued IMPOSTOR = Wanted.authority("Root", Issued.ec(), 3).bySelf();
  private static final Issued BETWEEN = Wanted.authority("Between", Issued.ec(), 0).by(ROOT);

  private static final Map<String, SSLContext> CLIENTS = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static KeyStore store;
  private static Path bundle;
  private static RootIndex index;

  /// What a server shows to one who asks for `host`, and whether it is to be believed.
  private record Server(String what, boolean good, String host, List<Issued> chain) {
    static Server good(String what, Issued... chain) {
      return new Server(what, true, "localhost", List.of(chain));
    }

    static Server bad(String what, Issued... chain) {
      return new Server(what, false, "localhost", List.of(chain));
    }

    Server askedFor(String other) {
      return new Server(what, good, other, chain);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static Wanted leaf(String... names) {
    return Wanted.server("server", KEYS, names);
  }

  private static Issued leaf(Issued issuer) {
    return leaf("other.test", "localhost").by(issuer);
  }

  private static Stream<Server> servers() {
    Issued cross = Wanted.authority("Unknown", UNKNOWN.keys(), 2).by(ROOT);
    Issued low = Wanted.authority("Low", Issued.ec(), 0).by(BETWEEN);
    Issued old =
        Wanted.authority("Old", Issued.ec(), 0)
            .during(DAY.multipliedBy(-2), DAY.negated())
            .by(ROOT);
    Issued none = Wanted.noAuthority("None", Issued.ec()).by(ROOT);
    Issued unsigning = Wanted.unsigning("Unsigning", Issued.ec()).by(ROOT);
    Issued narrow = Wanted.authority("Narrow", Issued.ec(), 0).below("example.test").by(ROOT);
    Issued forged = Wanted.authority("Between", Issued.ec(), 0).by(UNKNOWN);
    return Stream.of(
        Server.good("an intermediate of the root", leaf(BETWEEN), BETWEEN),
        Server.good("the root itself", leaf(ROOT)),
        Server.good("the root sent along", leaf(BETWEEN), BETWEEN, ROOT),
        Server.good("a second root", leaf(OTHER), OTHER),
        Server.good("one of two roots of one name", leaf(TWIN)),
        Server.good("the other of them", leaf(OTHER_TWIN)),
        Server.good("an unknown root, signed by a known one", leaf(cross), cross),
        Server.good("a wildcard", leaf("*.one.test").by(BETWEEN), BETWEEN).askedFor("a.one.test"),
        Server.bad(
                "a name with a _, which TLS takes for none", leaf("my_model").by(BETWEEN), BETWEEN)
            .askedFor("my_model"),
        Server.bad("a name with a _ below others", leaf("my_model.test").by(BETWEEN), BETWEEN)
            .askedFor("my_model.test"),
        Server.good("a name in capitals", leaf("LocalHost").by(BETWEEN), BETWEEN),
        Server.bad(
            "past its time",
            leaf("localhost").during(DAY.multipliedBy(-2), DAY.negated()).by(BETWEEN),
            BETWEEN),
        Server.bad(
            "before its time",
            leaf("localhost").during(DAY, DAY.multipliedBy(2)).by(BETWEEN),
            BETWEEN),
        Server.bad("an intermediate past its time", leaf(old), old),
        Server.bad("another host", leaf("other.test").by(BETWEEN), BETWEEN),
        Server.bad("a wildcard for two labels", leaf("*.one.test").by(BETWEEN), BETWEEN)
            .askedFor("a.b.one.test"),
        Server.bad("no name at all", leaf().by(BETWEEN), BETWEEN),
        Server.bad("an unknown root", leaf(UNKNOWN), UNKNOWN),
        Server.bad("itself", leaf("localhost").bySelf()),
        Server.bad("the root's name and another key", leaf(IMPOSTOR), IMPOSTOR),
        Server.bad("that, without its root", leaf(IMPOSTOR)),
        Server.bad("an intermediate that is missing", leaf(BETWEEN)),
        Server.bad("an intermediate of the right name", leaf(forged), BETWEEN),
        Server.bad("an intermediate that is none", leaf(none), none),
        Server.bad("one that may not sign", leaf(unsigning), unsigning),
        Server.bad("too many intermediates", leaf(low), low, BETWEEN),
        Server.bad("a name outside of what its authority may name", leaf(narrow), narrow),
        Server.bad("a client's certificate", leaf("localhost").forClients().by(BETWEEN), BETWEEN),
        Server.bad("an authority's key that is too short", leaf(weak()), weak()));
  }

  private static final Issued WEAK = Wanted.authority("Weak", Issued.rsa(512), 0).by(ROOT);

  private static Issued weak() {
    return WEAK;
  }

  private static void writeStore() throws Exception {
    store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    StringBuilder pem = new StringBuilder();
    int number = 0;
    for (Issued root : List.of(ROOT, OTHER, TWIN, OTHER_TWIN)) {
      store.setCertificateEntry("root" + number++, root.certificate());
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(root.certificate().getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    bundle = Files.writeString(folder.resolve("roots.pem"), pem);
    Path file = folder.resolve("roots.jks");
    KeyStore open = KeyStore.getInstance("JKS");
    open.load(null, null);
    for (String alias : java.util.Collections.list(store.aliases())) {
      open.setCertificateEntry(alias, store.getCertificate(alias));
    }
    try (var out = Files.newOutputStream(file)) {
      open.store(out, "password".toCharArray());
    }
    RootIndex.main(new String[] {folder.resolve("index").toString(), file.toString()});
    index = RootIndex.read(folder.resolve("index"), file).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void verdictIsThatOfTheJdk(Server server) throws Exception {
    for (Map.Entry<String, SSLContext> client : CLIENTS.entrySet()) {
      assertEquals(server.good(), believed(client.getValue(), server), client.getKey());
    }
  }

  @BeforeAll
  static void makeClients() throws Exception {
    writeStore();
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    Provider provider = Conscrypt.newProviderBuilder().provideTrustManager(false).build();
    TrustManager[] indexed = {new Trust(new TrustStores(Optional.of(bundle), Optional.of(index)))};
    TrustManager[] whole = {new Trust(new TrustStores(Optional.of(bundle), Optional.empty()))};
    client("the JDK alone", SSLContext.getInstance("TLS"), factory.getTrustManagers());
    client("the JDK's TLS, indexed", SSLContext.getInstance("TLS"), indexed);
    client("the JDK's TLS, all roots", SSLContext.getInstance("TLS"), whole);
    client("native TLS, indexed", SSLContext.getInstance("TLS", provider), indexed);
    client("native TLS, all roots", SSLContext.getInstance("TLS", provider), whole);
  }

  private static void client(String name, SSLContext context, TrustManager[] trust)
      throws Exception {
    context.init(null, trust, null);
    CLIENTS.put(name, context);
  }

  @Test
  void onlyRootsThatAreNamedAreRead() throws Exception {
    X509Certificate[] chain = {leaf(BETWEEN).certificate(), BETWEEN.certificate()};
    assertEquals(List.of(ROOT.certificate()), index.named(chain));
    X509Certificate[] twin = {leaf(TWIN).certificate()};
    assertEquals(2, index.named(twin).size());
    X509Certificate[] unknown = {leaf(UNKNOWN).certificate()};
    assertEquals(List.of(), index.named(unknown));
  }

  @Test
  void indexOfAnotherStoreIsNotUsed() throws Exception {
    Path other = folder.resolve("other.jks");
    byte[] bytes = Files.readAllBytes(folder.resolve("roots.jks"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(other, bytes);
    assertTrue(RootIndex.read(folder.resolve("index"), other).isEmpty());
    assertTrue(RootIndex.read(folder.resolve("missing"), other).isEmpty());
  }

  @Test
  void bundleThatCannotBeReadIsNoTrust() throws Exception {
    TrustManager[] trust = {
      new Trust(new TrustStores(Optional.of(folder.resolve("missing.pem")), Optional.empty()))
    };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust, null);
    assertFalse(believed(context, Server.good("any", leaf(BETWEEN), BETWEEN)));
  }

  private static boolean believed(SSLContext client, Server server) throws Exception {
    try (ServerSocket listening = listen(server.chain())) {
      Thread.ofVirtual().start(() -> shake(listening));
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
          SSLSocket socket =
              (SSLSocket)
                  client
                      .getSocketFactory()
                      .createSocket(plain, server.host(), listening.getLocalPort(), true)) {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return true;
      } catch (SSLException e) {
        return false;
      }
    }
  }

  private static ServerSocket listen(List<Issued> chain) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "server",
        chain.getFirst().keys().getPrivate(),
        new char[0],
        chain.stream().map(Issued::certificate).toArray(X509Certificate[]::new));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void shake(ServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.startHandshake();
      socket.getInputStream().read();
    } catch (IOException e) {
      // The client did not believe it, or has seen enough.
    }
  }
}
