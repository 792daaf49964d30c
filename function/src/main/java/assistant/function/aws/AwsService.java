package assistant.function.aws;

import assistant.function.base.Env;
import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// One of AWS's services that speak a JSON protocol: each operation is a signed `POST` of JSON.
final class AwsService {
  /// Their slowest answers take a tenth of it.
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Executor PAUSE =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final HttpClient http;
  private final URI endpoint;
  private final String target;
  private final String type;
  private final Signature signature;

  private AwsService(HttpClient http, Env env, String name, String target, String type) {
    String region = env.text("AWS_REGION").orElse("us-east-1");
    String variable =
        "AWS_ENDPOINT_URL_" + (name.equals("dynamodb") ? "DYNAMODB" : "SECRETS_MANAGER");
    this.http = http;
    this.endpoint =
        env.url(variable)
            .or(() -> env.url("AWS_ENDPOINT_URL"))
            .orElseGet(
                () -> URI.create("https://" + name + "." + region + "." + Aws.domain(region)))
            .resolve("/");
    this.target = target;
    this.type = type;
    this.signature = new Signature(AwsCredentials.of(env), region, name);
  }

  static AwsService dynamoDb(HttpClient http, Env env) {
    return new AwsService(
        http, env, "dynamodb", "DynamoDB_20120810.", "application/x-amz-json-1.0");
  }

  static AwsService secretsManager(HttpClient http, Env env) {
    return new AwsService(
        http, env, "secretsmanager", "secretsmanager.", "application/x-amz-json-1.1");
  }

  /// The JSON that the service answers; completes with an [AwsFailure] when it refuses, with an
  /// [IOException] when it cannot be reached. What failed is tried once more: a call that must not
  /// be carried out twice (not `repeatable`) only when it surely was not carried out.
  CompletableFuture<byte[]> call(String operation, byte[] json, boolean repeatable) {
    return once(operation, json)
        .exceptionallyCompose(thrown -> {
          Throwable cause = cause(thrown);
          boolean again = undone(cause) || repeatable && passing(cause);
          return again
              ? CompletableFuture.supplyAsync(() -> json, PAUSE)
                  .thenCompose(same -> once(operation, same))
              : CompletableFuture.failedFuture(cause);
        });
  }

  private CompletableFuture<byte[]> once(String operation, byte[] json) {
    return http.sendAsync(request(operation, json), BodyHandlers.ofByteArray())
        .thenApply(AwsService::body);
  }

  private static boolean undone(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof AwsFailure failure && failure.throttled();
  }

  /// A connection that broke in a function's sleep, or a fault of the service's; who waited long
  /// already waits no second time.
  private static boolean passing(Throwable cause) {
    return cause instanceof IOException && !(cause instanceof HttpTimeoutException)
        || cause instanceof AwsFailure failure && failure.status() >= 500;
  }

  static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private HttpRequest request(String operation, byte[] json) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", type);
    headers.put("x-amz-target", target + operation);
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(TIMEOUT);
    headers.forEach(request::header);
    headers.put("host", endpoint.getRawAuthority().toLowerCase(Locale.ROOT));
    signature.sign(headers, json, Instant.now()).forEach(request::header);
    return request.POST(BodyPublishers.ofByteArray(json)).build();
  }

  private static byte[] body(HttpResponse<byte[]> response) {
    if (response.statusCode() == 200) {
      return response.body();
    }
    throw new AwsFailure(response.statusCode(), errorType(response.body()), response.body());
  }

  private static String errorType(byte[] body) {
    try (JsonParser json = Json.TRUSTED.createParser(body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean type = json.currentName().equals("__type");
        json.nextToken();
        if (type) {
          String text = json.getValueAsString("");
          return text.substring(text.lastIndexOf('#') + 1);
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      // Not JSON: the status says enough.
    }
    return "";
  }
}
