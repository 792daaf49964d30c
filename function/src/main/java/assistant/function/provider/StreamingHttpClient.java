package assistant.function.provider;

import assistant.function.base.Underscored;
import assistant.function.net.HttpClients;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// LangChain4j's HTTP client for a chat model, on the JDK's: it reads the stream on the calling
/// thread, so that an interrupt ends it at any moment, keeps `Retry-After`, knows a whole answer
/// from one that was cut, and sends the key of the moment.
final class StreamingHttpClient implements HttpClient {
  private static final int MOST_HOPS = 3;
  private static final Map<String, String> HEADERS =
      Map.of("content-type", "application/json", "accept", "text/event-stream, application/json");

  private final Authorization key;
  private final Provider provider;

  /// `server` is the base URL, `dialect` what is known of it before it is asked.
  StreamingHttpClient(URI server, Authorization key, Dialect dialect) {
    this.key = key;
    if (Underscored.is(server)) {
      Underscored.allow();
    }
    this.provider = new Provider(URI.create(server + "/chat/completions"), dialect);
    Thread thread = new Thread(() -> connect(server), "connect");
    thread.setDaemon(true);
    thread.start();
  }

  /// The client is made beside the rest of the start. Over TLS it then opens a connection, without
  /// the key, for the first question to find.
  private static void connect(URI server) {
    try {
      java.net.http.HttpClient http = HttpClients.shared();
      if ("https".equals(server.getScheme())) {
        URI models = URI.create(server + "/models");
        http.send(
            java.net.http.HttpRequest.newBuilder(models)
                .HEAD()
                .timeout(HttpClients.TO_CONNECT)
                .build(),
            BodyHandlers.discarding());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The first question will meet the same trouble, and tell it.
    }
  }

  /// As LangChain4j wants it; the time-outs are the chain's own.
  HttpClientBuilder builder() {
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return HttpClients.TO_CONNECT;
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
      }

      @Override
      public Duration readTimeout() {
        return Duration.ZERO;
      }

      @Override
      public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
      }

      @Override
      public HttpClient build() {
        return StreamingHttpClient.this;
      }
    };
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("The chain only streams.");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("CompletionStream reads what it posts.");
  }

  /// What came back: the body is still to be read, and to be closed.
  record Answered(HttpResponse<InputStream> response, Optional<String> key) {
    private static final int READ = 64 << 10;

    boolean success() {
      return response.statusCode() / 100 == 2;
    }

    /// A proxy that refuses a tunnel sends none.
    InputStream body() throws IOException {
      if (response.body() == null) {
        return InputStream.nullInputStream();
      }
      String coding = response.headers().firstValue("content-encoding").orElse("");
      return coding.isEmpty() ? response.body() : Coded.of(response.body(), coding);
    }

    /// What a refusal says, in its status, its headers and its body.
    Complaint complaint(InputStream body) {
      String text = "";
      try {
        text = new String(body.readNBytes(READ), StandardCharsets.UTF_8);
      } catch (IOException e) {
        // The status says enough.
      }
      return ComplaintJson.of(text)
          .at(response.statusCode())
          .after(RetryAfter.of(response.headers()));
    }
  }

  Provider provider() {
    return provider;
  }

  /// Followed within the host, where the method and the body stay as they are.
  Answered post(URI target, byte[] body) throws IOException, InterruptedException {
    Optional<String> sent = key.current();
    HttpResponse<InputStream> response = send(target, body);
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      Optional<URI> next = redirected(response, target);
      if (next.isEmpty()) {
        break;
      }
      response.body().close();
      target = next.get();
      response = send(target, body);
    }
    return new Answered(response, sent);
  }

  /// Whether another key can be had than the one that was refused.
  boolean renewed(Answered refused) {
    return refused.key().isPresent() && key.renewed(refused.key().get());
  }

  private static Optional<URI> redirected(HttpResponse<InputStream> response, URI from) {
    if (response.statusCode() != 307 && response.statusCode() != 308) {
      return Optional.empty();
    }
    try {
      return response
          .headers()
          .firstValue("location")
          .map(from::resolve)
          .filter(to -> sameServer(from, to));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The key goes to no other host, and never from TLS to none.
  private static boolean sameServer(URI from, URI to) {
    if (Underscored.is(from)) {
      return from.getRawAuthority().equalsIgnoreCase(to.getRawAuthority());
    }
    boolean host = from.getHost() != null && from.getHost().equalsIgnoreCase(to.getHost());
    boolean same = from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort();
    boolean safer = "http".equals(from.getScheme()) && "https".equals(to.getScheme());
    return host && (same || safer);
  }

  private HttpResponse<InputStream> send(URI target, byte[] body)
      throws IOException, InterruptedException {
    boolean named = Underscored.is(target);
    var builder =
        java.net.http.HttpRequest.newBuilder(named ? Underscored.byAddress(target) : target)
            .header("accept-encoding", "identity");
    if (named) {
      builder.header("host", target.getRawAuthority());
    }
    HEADERS.forEach(builder::header);
    key.headers(target, HEADERS, body).forEach(builder::header);
    return HttpClients.shared()
        .send(builder.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofInputStream());
  }
}
