package assistant.function.net;

import assistant.function.base.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// An HTTP/1.1 client with the JDK's interface and one blocking connection a call, on the calling
/// thread: no selector, no hand-over between threads, a fraction of the JDK's classes.
final class DirectHttpClient extends HttpClient {
  private final Connections connections = new Connections();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
      });

  /// An interrupt closes the connection, before the response and within a streamed body.
  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try {
      return exchange(request, handler);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    Optional<Deadline> deadline = request.timeout().map(Deadline::in);
    Origin origin = Origin.of(request.uri());
    byte[] message = HttpMessages.request(request, origin);
    while (true) {
      Connection connection = connections.to(origin, deadline);
      try {
        connection.send(message, deadline);
        ResponseHead head = ResponseHead.read(connection);
        return answer(request, head, connection, handler);
      } catch (IOException e) {
        connection.close();
        if (!connection.again(request.method())) {
          throw e;
        }
      } catch (RuntimeException e) {
        connection.close();
        throw e;
      }
    }
  }

  private <T> HttpResponse<T> answer(
      HttpRequest request, ResponseHead head, Connection connection, BodyHandler<T> handler)
      throws IOException {
    ResponseBody body =
        ResponseBody.of(connection, head, request.method(), () -> connections.keep(connection));
    BodySubscriber<T> subscriber = handler.apply(head);
    if (HttpMessages.isStream(subscriber)) {
      connection.withoutDeadline();
      @SuppressWarnings("unchecked")
      T stream = (T) (InputStream) body;
      return new DirectHttpResponse<>(request, head, stream);
    }
    return new DirectHttpResponse<>(
        request, head, HttpMessages.whole(subscriber, body.readAllBytes()));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        response.complete(send(request, handler));
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        response.completeExceptionally(e);
      }
    });
    return response;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    return sendAsync(request, handler);
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.of(HttpClients.TO_CONNECT);
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public SSLContext sslContext() {
    return Tls.context();
  }

  @Override
  public SSLParameters sslParameters() {
    return sslContext().getDefaultSSLParameters();
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.of(threads);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }
}
