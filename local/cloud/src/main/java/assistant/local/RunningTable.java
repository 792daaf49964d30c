package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The table of a page that runs on this machine or in this container, as its [TableFile] says
/// where it is: only who can read that file can use it.
record RunningTable(JsonNode file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RunningTable of(Map<String, String> environment) throws IOException {
    String table = environment.getOrDefault("GUARD_TABLE", "");
    if (!table.isBlank()) {
      throw new IllegalArgumentException(
          "This page counts in a DynamoDB table of yours. From the repository: GUARD_TABLE="
              + table
              + " make invite NAME=anna");
    }
    Path file = Path.of(environment.getOrDefault("LOCAL_TABLE", ""));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "No page runs here with a table of its own, or it is just starting.");
    }
    return new RunningTable(JSON.readTree(file.toFile()));
  }

  String access() {
    return file.path("access").asText();
  }

  /// Where guests find the page: by the first of its names, if it has one.
  String page(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAMES", "").strip().split("[,\\s]+")[0];
    return name.isEmpty() || name.equals("*") || name.equals("localhost")
        ? file.path("url").asText()
        : "https://" + name;
  }

  JsonNode call(String operation, ObjectNode request) throws IOException, InterruptedException {
    request.put("TableName", file.path("table").asText());
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(file.path("endpoint").asText()))
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", "DynamoDB_20120810." + operation)
            .header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + file.path("accessKeyId").asText() + "/local")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = http.send(call, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("The page's table refused it.");
      }
      return JSON.readTree(answer.body());
    } catch (java.net.ConnectException e) {
      throw new IOException("The page has ended.");
    }
  }
}
