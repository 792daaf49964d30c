package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the function is handed, and what becomes of what it answers.
class GatewayTest {
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final Clouds clouds = new Clouds();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    clouds.close();
    http.close();
  }

  @Test
  void eventIsAsApiGatewayBuildsIt() throws Exception {
    URI url = answering(200, "{}").resolve("/api/a/b%20c?x=1&x=2&y=%C3%A9&z");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("X-Two", "1")
            .header("X-Two", "2")
            .header("X-Forwarded-For", "203.0.113.9")
            .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}))
            .build();
    http.send(request, BodyHandlers.ofString());
    ObjectNode event = (ObjectNode) events.take();
    JsonNode headers = event.remove("headers");
    JsonNode multi = event.remove("multiValueHeaders");
    ObjectNode context = (ObjectNode) event.remove("requestContext");
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                {"resource": "/api/{proxy+}", "path": "/api/a/b%20c", "httpMethod": "POST",
                 "queryStringParameters": {"x": "2", "y": "é", "z": ""},
                 "multiValueQueryStringParameters": {"x": ["1", "2"], "y": ["é"], "z": [""]},
                 "pathParameters": {"proxy": "a/b%20c"},
                 "stageVariables": {"responseTransferMode": "STREAM"},
                 "body": "/w==", "isBase64Encoded": true}\
                """),
        event);
    assertEquals("203.0.113.9, 127.0.0.1", headers.path("X-Forwarded-For").asText());
    assertEquals(
        List.of("1", "2"), new ObjectMapper().convertValue(multi.path("X-Two"), List.class));
    assertEquals("127.0.0.1", context.path("identity").path("sourceIp").asText());
    assertEquals("local", context.path("stage").asText());
    assertEquals("/local/api/a/b%20c", context.path("path").asText());
    assertEquals(36, context.path("requestId").asText().length());
  }

  @Test
  void answerWithoutABodyStaysWithoutOne() throws Exception {
    HttpResponse<String> response = get(answering(204, "\n").resolve("/api/x"));
    assertEquals(204, response.statusCode());
    assertEquals("", response.body());
  }

  @Test
  void whatTheFunctionWouldNotReadIsNotHeld() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(answering(200, "").resolve("/api/ask"))
            .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertEquals(413, response.statusCode());
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertEquals("body_too_large", problem.path("code").asText());
    assertEquals(
        "The body has 1048577 bytes; at most 1048576 are read.", problem.path("detail").asText());
    assertEquals(0, events.size());
  }

  private HttpResponse<String> get(URI url) throws Exception {
    return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
  }

  private URI answering(int status, String body) throws Exception {
    Invoker invoker =
        (event, consumer) -> {
          events.add(new ObjectMapper().readTree(event));
          consumer.accept(
              new FunctionResponse(
                  status,
                  Map.of(),
                  new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
        };
    return clouds.door(invoker).url();
  }
}
