package assistant.function.aws;

import assistant.function.base.Env;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A bucket in S3, of which whole objects are read.
public final class Bucket {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// An object's bytes, and the tag of this state of it.
  public record Content(byte[] bytes, String tag) {}

  private final HttpClient http;
  private final URI root;
  private final Signature signature;

  /// In the function's region; a bucket's name is its host, but at an address that is set it is the
  /// first part of the path.
  Bucket(HttpClient http, Env env, String name) {
    String region = env.text("AWS_REGION").orElse("us-east-1");
    String domain = region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/";
    this.http = http;
    this.root =
        env.url("AWS_ENDPOINT_URL_S3")
            .or(() -> env.url("AWS_ENDPOINT_URL"))
            .map(set -> URI.create(set + "/" + name + "/"))
            .orElseGet(() -> URI.create("https://" + name + ".s3." + region + domain));
    this.signature = new Signature(AwsCredentials.of(env), region, "s3");
  }

  /// The object, unless it is still the one with this tag. What is not there, or must not be read,
  /// is a file that does not exist.
  public Optional<Content> newer(String key, String tag) throws IOException, InterruptedException {
    URI place = root.resolve(key);
    Map<String, String> headers = new HashMap<>();
    if (!tag.isEmpty()) {
      headers.put("if-none-match", tag);
    }
    headers.put("x-amz-content-sha256", Signature.hash(new byte[0]));
    HttpRequest.Builder request = HttpRequest.newBuilder(place).timeout(TIMEOUT).GET();
    headers.forEach(request::header);
    headers.put("host", place.getRawAuthority().toLowerCase(Locale.ROOT));
    signature
        .sign("GET", place.getRawPath(), headers, new byte[0], Instant.now())
        .forEach(request::header);
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return switch (response.statusCode()) {
      case 200 ->
          Optional.of(
              new Content(response.body(), response.headers().firstValue("etag").orElse("")));
      case 304 -> Optional.empty();
      // Whoever may not list the bucket is told 403 for an object that is not there.
      case 403, 404 -> throw new NoSuchFileException(key);
      default -> throw new IOException("S3 answered " + response.statusCode());
    };
  }
}
