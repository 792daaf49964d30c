package assistant.function.net;

import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.stream.Stream;

/// The process's one HTTP client, made when first needed: a second one would double what it costs a
/// cold start.
public final class HttpClients {
  public static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private HttpClients() {}

  /// HTTP/1.1: an offer of HTTP/2 in clear text confuses small servers, and to cancel a stream is
  /// to close its connection.
  public static HttpClient shared() {
    return Shared.CLIENT;
  }

  private static final class Shared {
    static final HttpClient CLIENT = proxied() ? jdk() : new DirectHttpClient();
  }

  /// What speaks to a proxy is the JDK's client.
  private static boolean proxied() {
    return Stream.of(
            "http.proxyHost", "https.proxyHost", "socksProxyHost", "java.net.useSystemProxies")
        .anyMatch(name -> System.getProperty(name) != null);
  }

  private static HttpClient jdk() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .sslContext(Tls.context());
    // For a proxy that wants a password.
    if (Authenticator.getDefault() != null) {
      builder.authenticator(Authenticator.getDefault());
    }
    return builder.build();
  }
}
