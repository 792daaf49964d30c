package assistant.function.aws;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/// The secret in Secrets Manager that holds the API key: kept for five minutes, read again at once
/// when the provider refuses the key, and used on while Secrets Manager fails.
///
/// It is `{"apiKey": "…", "originVerify": "…"}`, `{"OPENAI_API_KEY": "…"}`, or the bare key.
public final class Secret {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(30);
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)<.*>|\\.*|x+|(change|replace|fill)[-_ ]?me.*|your[-_ ].*|placeholder|todo|none|null|dummy|(sk-)?(\\.{3}|…)");

  /// What it holds; a part that is empty, a placeholder, or cannot stand in a header is not there.
  private record Content(Optional<String> apiKey, Optional<String> originVerify) {
    static final Content NONE = new Content(Optional.empty(), Optional.empty());
  }

  private final AwsService secretsManager;
  private final String id;
  private final InstantSource clock;
  private Content content = Content.NONE;
  private long due = Long.MIN_VALUE;
  private long renewable = Long.MIN_VALUE;

  /// `id` is the secret's name or ARN.
  Secret(AwsService secretsManager, String id, InstantSource clock) {
    this.secretsManager = secretsManager;
    this.id = id;
    this.clock = clock;
  }

  private synchronized Content content() {
    if (clock.millis() >= due) {
      fetch();
    }
    return content;
  }

  /// The API key, if it holds one.
  public Optional<String> current() {
    return content().apiKey();
  }

  /// The secret by which CloudFront is recognised, if it holds one.
  public Optional<String> originVerify() {
    return content().originVerify();
  }

  /// Told that the provider refused this key: whether [#current] now gives another. A key that is
  /// still refused after it was fetched anew is not fetched for every question.
  public synchronized boolean renewed(String refused) {
    if (content.apiKey().equals(Optional.of(refused)) && clock.millis() >= renewable) {
      fetch();
      renewable = clock.millis() + BETWEEN_REFUSALS.toMillis();
    }
    return content.apiKey().isPresent() && !content.apiKey().get().equals(refused);
  }

  private void fetch() {
    byte[] request =
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("SecretId", id);
          json.writeEndObject();
        });
    try {
      content = parse(secretsManager.call("GetSecretValue", request, true).join());
      due = clock.millis() + KEPT.toMillis();
    } catch (CompletionException e) {
      failed(e.getCause());
    }
  }

  private void failed(Throwable cause) {
    String words = cause.getClass().getSimpleName();
    if (cause instanceof AwsFailure failure) {
      words = failure.type();
      if (words.equals("ResourceNotFoundException")) {
        content = Content.NONE;
      }
    }
    System.err.println("The secret in OPENAI_API_KEY_SECRET cannot be read: " + words);
    due = clock.millis() + BETWEEN_FAILURES.toMillis();
  }

  private static Content parse(byte[] answer) {
    String text = strings(answer).getOrDefault("SecretString", "").strip();
    if (!text.startsWith("{")) {
      return new Content(usable(text), Optional.empty());
    }
    Map<String, String> fields = strings(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new Content(
        usable(fields.get("apiKey")).or(() -> usable(fields.get("OPENAI_API_KEY"))),
        usable(fields.get("originVerify")));
  }

  private static Map<String, String> strings(byte[] object) {
    try (JsonParser json = Json.TRUSTED.createParser(object)) {
      json.nextToken();
      return Json.strings(json);
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Optional<String> usable(String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(key -> !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c <= '~'))
        .filter(key -> !PLACEHOLDER.matcher(key).matches());
  }
}
