package assistant.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// DynamoDB Local in a process of its own, in memory, with the guard's table as the stack makes it.
public final class DynamoDb implements AutoCloseable {
  private static final String TABLE = "assistant";
  private static final Duration TO_START = Duration.ofSeconds(60);

  /// Any key will do, but there must be one.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

  private final int port;
  private final Process process;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Returns when the table is there.
  public DynamoDb(String classPath) throws IOException, InterruptedException {
    port = freePort();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    untilItAnswers();
    createTable(TABLE);
  }

  /// What a function needs to use it.
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + port,
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "GUARD_TABLE", TABLE);
  }

  /// A table as the stack declares it.
  public void createTable(String name) throws IOException, InterruptedException {
    call(
        "CreateTable",
        """
        {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}\
        """
            .formatted(name));
    call(
        "UpdateTimeToLive",
        """
        {"TableName":"%s","TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}}\
        """
            .formatted(name));
  }

  private void untilItAnswers() throws InterruptedException {
    long end = System.nanoTime() + TO_START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        call("ListTables", "{}");
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "DynamoDB Local does not start. Without it: GUARD=off make run");
  }

  private String call(String operation, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
            .timeout(TO_START)
            .header("x-amz-target", "DynamoDB_20120810." + operation)
            .header("content-type", "application/x-amz-json-1.0")
            .header("authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("DynamoDB Local refused " + operation + ": " + response.body());
    }
    return response.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
