package assistant.local;

import assistant.function.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// The assistant behind a URL, asked over HTTP.
record HttpDoor(URI url) implements Door {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public Heard call(Call call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(call.path()))
            .method(call.method(), BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    // Taken as it arrives: a stream of the client's would lose what is unread when the body breaks
    // off.
    AtomicReference<HttpResponse.ResponseInfo> head = new AtomicReference<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean cut = false;
    try {
      HTTP.send(
          request.build(),
          info -> {
            head.set(info);
            return BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(body::writeBytes));
          });
    } catch (IOException e) {
      if (head.get() == null) {
        throw e;
      }
      cut = true;
    }
    Map<String, String> headers = new TreeMap<>();
    head.get()
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Heard(head.get().statusCode(), headers, body.toString(StandardCharsets.UTF_8), cut);
  }
}
