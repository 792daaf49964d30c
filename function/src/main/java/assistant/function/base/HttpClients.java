package assistant.function.base;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
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

  /// Hands the body on while it comes. The shared client reads it on the thread that reads the
  /// stream, so that an interrupt ends it at any moment.
  public static BodyHandler<InputStream> streamed() {
    return new Streamed();
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
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TO_CONNECT)
        .sslContext(Tls.context())
        .build();
  }

  /// Known to the shared client by its class; any other takes it for what it then is.
  static final class Streamed implements BodyHandler<InputStream> {
    @Override
    public BodySubscriber<InputStream> apply(ResponseInfo info) {
      return BodyHandlers.ofInputStream().apply(info);
    }
  }
}
