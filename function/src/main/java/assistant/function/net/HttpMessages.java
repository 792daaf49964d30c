package assistant.function.net;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/// The JDK's requests and bodies as whole messages.
final class HttpMessages {
  private static final Subscription WHOLE =
      new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
      };

  private HttpMessages() {}

  /// Head and body in one piece, so that they leave in one packet.
  static byte[] request(HttpRequest request, Origin origin) {
    URI url = request.uri();
    StringBuilder head = new StringBuilder(512);
    String path = url.getRawPath();
    head.append(request.method()).append(' ').append(path == null || path.isEmpty() ? "/" : path);
    if (url.getRawQuery() != null) {
      head.append('?').append(url.getRawQuery());
    }
    // A name that no URL can hold comes as a header.
    String host = request.headers().firstValue("host").orElse(origin.authority());
    head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    if (request.headers().firstValue("user-agent").isEmpty()) {
      head.append("User-Agent: llm-assistant\r\n");
    }
    request
        .headers()
        .map()
        .forEach((name, values) -> {
          for (String value : name.equalsIgnoreCase("host") ? List.<String>of() : values) {
            head.append(name).append(": ").append(value).append("\r\n");
          }
        });
    byte[] body =
        request
            .bodyPublisher()
            .map(publisher -> {
              Collected collected = new Collected();
              publisher.subscribe(collected);
              return collected.bytes.toByteArray();
            })
            .orElse(new byte[0]);
    if (body.length > 0 || request.method().equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] message = new byte[start.length + body.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(body, 0, message, start.length, body.length);
    return message;
  }

  /// Whether the caller wants a stream, as `BodyHandlers.ofInputStream` does: it has one before the
  /// first byte has come. Ours takes its place, as that one waits for another thread to fill it.
  static boolean isStream(BodySubscriber<?> subscriber) {
    return subscriber.getBody().toCompletableFuture().getNow(null) instanceof InputStream;
  }

  /// What the caller makes of a body that has come as a whole.
  static <T> T whole(BodySubscriber<T> subscriber, byte[] body) {
    subscriber.onSubscribe(WHOLE);
    if (body.length > 0) {
      subscriber.onNext(List.of(ByteBuffer.wrap(body)));
    }
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().join();
  }

  /// A request's body; those that are made of bytes and strings come at once.
  private static final class Collected implements Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new IllegalStateException(thrown);
    }

    @Override
    public void onComplete() {}
  }
}
