package assistant.local;

import assistant.function.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
    HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean cut = false;
    try (InputStream in = response.body()) {
      in.transferTo(body);
    } catch (IOException e) {
      cut = true;
    }
    return new Heard(response.statusCode(), headers, body.toString(StandardCharsets.UTF_8), cut);
  }
}
