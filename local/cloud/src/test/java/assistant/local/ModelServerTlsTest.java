package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server behind a certificate of one's own: asked with the roots that `SSL_CERT_FILE` names.
class ModelServerTlsTest {
  private static final char[] PASSWORD = "password".toCharArray();
  @TempDir private Path folder;

  private KeyStore ownCertificate() throws Exception {
    Path file = folder.resolve("own.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertEquals(0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static HttpsServer serving(KeyStore own) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/v1/models",
        exchange -> {
          byte[] body = "{\"data\":[{\"id\":\"qwen3\"}]}".getBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aPrivateRootIsHeededAndAnUnknownOneTold() throws Exception {
    KeyStore own = ownCertificate();
    Path roots =
        Files.writeString(
            folder.resolve("roots.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                    .encodeToString(own.getCertificate(own.aliases().nextElement()).getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    HttpsServer server = serving(own);
    try {
      String url = "https://localhost:" + server.getAddress().getPort() + "/v1";
      assertTrue(
          complaint(url, "").orElse("").contains("SSL_CERT_FILE"), complaint(url, "")::toString);
      assertEquals(Optional.empty(), complaint(url, roots.toString()));
      assertEquals(Optional.empty(), complaint(url, folder.resolve("missing.pem").toString()));
    } finally {
      server.stop(0);
    }
  }

  private static Optional<String> complaint(String url, String roots) throws InterruptedException {
    Map<String, String> environment = new HashMap<>(Map.of("OPENAI_BASE_URL", url));
    environment.put("SSL_CERT_FILE", roots);
    return ModelServer.of(environment, "qwen3").orElseThrow().complaint();
  }
}
