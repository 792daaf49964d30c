package assistant.function.provider;

import assistant.function.base.HttpClients;
import assistant.function.chain.ModelFailure;
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
import java.time.Duration;
import java.util.Optional;

/// LangChain4j's HTTP client for a chat model, on the JDK's: it reads the stream on the calling
/// thread, so that an interrupt ends it at any moment, keeps `Retry-After`, knows a whole answer
/// from one that was cut, and sends the key of the moment.
final class StreamingHttpClient implements HttpClient {
  private final Authorization key;

  StreamingHttpClient(URI server, Authorization key) {
    this.key = key;
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
    execute(request, listener);
  }

  @Override
  public void execute(HttpRequest request, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response = send(request);
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw ErrorBody.failure(response.statusCode(), response.headers(), body);
        }
        if (response.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
          throw ModelFailure.of(ModelFailure.Kind.GARBAGE);
        }
        new EventStream(body, listener).read();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      listener.onError(ModelFailure.of(ModelFailure.Kind.UNREACHABLE));
    } catch (RuntimeException e) {
      listener.onError(e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    java.net.http.HttpClient http = HttpClients.shared();
    Optional<String> sent = key.current();
    HttpResponse<InputStream> response =
        http.send(jdk(request, sent), BodyHandlers.ofInputStream());
    if (response.statusCode() == 401 && sent.isPresent() && key.renewed(sent.get())) {
      response.body().close();
      response = http.send(jdk(request, key.current()), BodyHandlers.ofInputStream());
    }
    return response;
  }

  private static java.net.http.HttpRequest jdk(HttpRequest request, Optional<String> key) {
    var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    builder.setHeader("accept", "text/event-stream");
    key.ifPresent(value -> builder.setHeader("authorization", "Bearer " + value));
    return builder.POST(BodyPublishers.ofString(request.body())).build();
  }
}
