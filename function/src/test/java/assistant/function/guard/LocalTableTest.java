package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.dynamodb.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The table that `make run` and the tests use, against what table.json tells of the stack's.
class LocalTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment = Tables.environment();

  @Test
  void localTableIsAsTheFunctionUsesIt() throws Exception {
    JsonNode written = JSON.readTree(Path.of("table.json").toFile());
    String name = written.at("/key/name").asText();
    JsonNode table = described("DescribeTable").path("Table");
    assertEquals(
        JSON.createArrayNode()
            .add(JSON.createObjectNode().put("AttributeName", name).put("KeyType", "HASH")),
        table.path("KeySchema"));
    assertEquals(
        JSON.createArrayNode()
            .add(
                JSON.createObjectNode()
                    .put("AttributeName", name)
                    .put("AttributeType", written.at("/key/type").asText())),
        table.path("AttributeDefinitions"));
    assertEquals(
        written.path("expiry"),
        described("DescribeTimeToLive").at("/TimeToLiveDescription/AttributeName"));
  }

  private JsonNode described(String operation) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB")))
              .header("x-amz-target", "DynamoDB_20120810." + operation)
              .header("content-type", "application/x-amz-json-1.0")
              .header(
                  "authorization",
                  "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
              .POST(
                  BodyPublishers.ofString(
                      "{\"TableName\":\"" + environment.get("GUARD_TABLE") + "\"}"))
              .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }
  }
}
