package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server of one's own (`OPENAI_BASE_URL`), asked once at the start for the models that it has:
/// what a visitor's first question would run into is told to whom it concerns.
record ModelServer(String url, String key, String model) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_NAMED = 8;

  /// Empty where there is none: OpenAI's own, Bedrock, a model in process.
  static Optional<ModelServer> of(Map<String, String> environment, String model) {
    String url = environment.getOrDefault("OPENAI_BASE_URL", "").strip().replaceFirst("/+$", "");
    boolean own =
        url.matches("https?://.+")
            && !url.contains("//api.openai.com")
            && environment.getOrDefault("LLAMA_MODEL", "").isBlank();
    return own
        ? Optional.of(
            new ModelServer(url, environment.getOrDefault("OPENAI_API_KEY", "").strip(), model))
        : Optional.empty();
  }

  /// What is wrong with it, and what to do; empty where it has the model, or does not say.
  Optional<String> complaint() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response = get(http, url + "/models");
      return switch (response.statusCode()) {
        case 200 -> models(response.body()).flatMap(this::missing);
        case 401, 403 ->
            Optional.of(url + " refuses the key. Set OPENAI_API_KEY to one that it knows.");
        case 404 ->
            get(http, url + "/v1/models").statusCode() == 200
                ? Optional.of("OPENAI_BASE_URL lacks its /v1: set it to " + url + "/v1.")
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.of(
          "Nothing answers at " + url + ". Start the server there, or mend OPENAI_BASE_URL.");
    } catch (IllegalArgumentException e) {
      // The function has said so.
      return Optional.empty();
    }
  }

  private HttpResponse<String> get(HttpClient http, String url)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    if (!key.isEmpty()) {
      request.header("authorization", "Bearer " + key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static Optional<List<String>> models(String body) {
    try {
      JsonNode data = new ObjectMapper().readTree(body).path("data");
      List<String> ids = new ArrayList<>();
      data.forEach(entry -> ids.add(entry.path("id").asText()));
      return data.isArray() ? Optional.of(ids) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Ollama's names have a tag, `:latest` unless told.
  private Optional<String> missing(List<String> ids) {
    if (ids.contains(model) || ids.contains(model + ":latest")) {
      return Optional.empty();
    }
    return Optional.of(
        ids.isEmpty()
            ? url + " has no model at all yet. Give it one."
            : url
                + " has no model "
                + model
                + ". Set OPENAI_MODEL to one that it has: "
                + String.join(", ", ids.subList(0, Math.min(ids.size(), MOST_NAMED)))
                + (ids.size() > MOST_NAMED ? ", …" : "")
                + ".");
  }
}
