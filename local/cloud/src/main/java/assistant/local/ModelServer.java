package assistant.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// A server of one's own (`OPENAI_BASE_URL`), asked once at the start for the models that it has:
/// what a visitor's first question would run into is told to whom it concerns.
record ModelServer(String url, String key, String model, String roots) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String ASKED = "/chat/completions";

  /// Empty where there is none: OpenAI's own, Bedrock, a model in process; and behind a proxy,
  /// whose ways only the function knows.
  static Optional<ModelServer> of(Map<String, String> environment, String model) {
    String url = environment.getOrDefault("OPENAI_BASE_URL", "").strip().replaceFirst("/+$", "");
    boolean own =
        url.matches("https?://.+")
            && !url.contains("//api.openai.com")
            && environment.getOrDefault("LLAMA_MODEL", "").isBlank()
            && environment.entrySet().stream()
                .noneMatch(
                    set -> set.getKey().matches("(?i)https?_proxy") && !set.getValue().isBlank());
    return own
        ? Optional.of(
            new ModelServer(
                url,
                environment.getOrDefault("OPENAI_API_KEY", "").strip(),
                model,
                environment.getOrDefault("SSL_CERT_FILE", "").strip()))
        : Optional.empty();
  }

  /// What is wrong with it, and what to do; empty where it has the model, or does not say.
  Optional<String> complaint() throws InterruptedException {
    if (url.endsWith(ASKED)) {
      String base = url.substring(0, url.length() - ASKED.length());
      return Optional.of("OPENAI_BASE_URL ends before " + ASKED + ": set it to " + base + ".");
    }
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (!roots.isEmpty()) {
      Optional<SSLContext> trusting = OwnRoots.of(Path.of(roots));
      if (trusting.isEmpty()) {
        // The function says so.
        return Optional.empty();
      }
      client.sslContext(trusting.get());
    }
    try (HttpClient http = client.build()) {
      HttpResponse<String> response = get(http, url + "/models");
      return switch (response.statusCode()) {
        case 200 -> listed(http, response.body());
        case 401, 403 ->
            Optional.of(
                key.isEmpty()
                    ? url + " wants a key. Set OPENAI_API_KEY."
                    : url + " refuses the key. Set OPENAI_API_KEY to one that it knows.");
        case 404 -> withoutV1(http);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.of(unreachable(e));
    } catch (IllegalArgumentException e) {
      // The function has said so.
      return Optional.empty();
    }
  }

  private Optional<String> withoutV1(HttpClient http) throws InterruptedException {
    try {
      HttpResponse<String> below = get(http, url + "/v1/models");
      return below.statusCode() == 200 && ModelList.of(below.body()).isPresent()
          ? Optional.of("OPENAI_BASE_URL lacks its /v1: set it to " + url + "/v1.")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// LM Studio says 200 to every path, and so do the pages of other programs.
  private Optional<String> listed(HttpClient http, String body) throws InterruptedException {
    Optional<ModelList> models = ModelList.of(body);
    if (models.isPresent()) {
      return models.get().has(model)
          ? Optional.empty()
          : Optional.of(models.get().told(url, model));
    }
    return withoutV1(http)
        .or(() ->
            body.stripLeading().startsWith("<")
                ? Optional.of(
                    "What answers at "
                        + url
                        + " is a web page, no model's API. Mend OPENAI_BASE_URL: its port, its path, mostly /v1.")
                : Optional.empty());
  }

  private String unreachable(IOException thrown) {
    if (caused(thrown, CertificateException.class)) {
      return "The certificate of "
          + url
          + " is not trusted here, or another host's. SSL_CERT_FILE names a file of certificates to trust (PEM).";
    }
    if (caused(thrown, SSLException.class)) {
      return "What answers at " + url + " speaks no TLS. Write http:// in OPENAI_BASE_URL.";
    }
    if (caused(thrown, UnresolvedAddressException.class)) {
      return "There is no host of the name in " + url + ". Mend OPENAI_BASE_URL.";
    }
    return "Nothing answers at " + url + ". Start the server there, or mend OPENAI_BASE_URL.";
  }

  private static boolean caused(Throwable thrown, Class<? extends Throwable> kind) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
  }

  private HttpResponse<String> get(HttpClient http, String url)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    if (!key.isEmpty()) {
      request.header("authorization", "Bearer " + key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
