package assistant.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The guard's table as the stack declares it.
final class GuardTable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// Any key will do, but there must be one.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

  private GuardTable() {}

  /// What a function needs to use it.
  static Map<String, String> environment(URI url, String table) {
    return new TreeMap<>(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", url.toString(),
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "GUARD_TABLE", table));
  }

  static void create(URI url, String name) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      call(
          http,
          url,
          "CreateTable",
          """
          {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",
           "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
           "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}\
          """
              .formatted(name));
      call(
          http,
          url,
          "UpdateTimeToLive",
          """
          {"TableName":"%s","TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}}\
          """
              .formatted(name));
    }
  }

  private static void call(HttpClient http, URI url, String operation, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("x-amz-target", "DynamoDB_20120810." + operation)
            .header("content-type", "application/x-amz-json-1.0")
            .header("authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("DynamoDB Local refused " + operation + ": " + response.body());
    }
  }
}
