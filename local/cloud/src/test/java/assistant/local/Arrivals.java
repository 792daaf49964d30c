package assistant.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/// When the pieces of an answer arrive at a client, in milliseconds.
final class Arrivals {
  private Arrivals() {}

  static List<Long> of(URI cloud, String question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(cloud.resolve("/api/ask"))
            .POST(BodyPublishers.ofString(question))
            .build();
    List<Long> arrivals = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
      byte[] piece = new byte[1024];
      while (in.read(piece) >= 0) {
        arrivals.add(System.nanoTime() / 1_000_000);
      }
    }
    return arrivals;
  }
}
