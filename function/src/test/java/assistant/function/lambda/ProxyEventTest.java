package assistant.function.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEventTest {
  private static final String EVENT =
      """
      {"resource": "/api/{proxy+}", "path": "/api/ask", "httpMethod": "POST",
       "headers": {"Content-Type": "text/plain", "X-One": "1", "Odd": null},
       "multiValueHeaders": {"Content-Type": ["text/plain"]},
       "queryStringParameters": null, "pathParameters": {"proxy": "ask"},
       "stageVariables": {"responseTransferMode": "STREAM"},
       "requestContext": {"stage": "prod", "requestId": "gateway-1", "identity": {"sourceIp": "192.0.2.7", "user": null}},
       "body": "V2h5Pw==", "isBase64Encoded": true}\
      """;

  @Test
  void eventIsReadWhole() {
    ProxyEvent event = read(EVENT);
    Request request = event.request();
    assertEquals(true, event.streams());
    assertEquals("gateway-1", request.id());
    assertEquals("POST /api/ask", request.method() + " " + request.path());
    assertEquals(Map.of("content-type", "text/plain", "x-one", "1"), request.headers());
    assertEquals("192.0.2.7", request.sourceIp());
    assertArrayEquals("Why?".getBytes(StandardCharsets.UTF_8), request.body());
  }

  @Test
  void leastEventIsEnough() {
    ProxyEvent event =
        read("{\"httpMethod\":\"GET\",\"path\":\"/api/health\",\"headers\":null,\"body\":null}");
    assertEquals(false, event.streams());
    assertEquals("invocation-1", event.request().id());
    assertEquals(0, event.request().body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"path\":\"/api/ask\"}",
        "{\"httpMethod\":\"GET\",\"path\":\"/\"",
        "{\"httpMethod\":7,\"path\":{}}",
        "{\"httpMethod\":\"POST\",\"path\":\"/api/ask\",\"body\":\"~\",\"isBase64Encoded\":true}"
      })
  void whatIsNoProxyEventIsRefused(String event) {
    assertEquals(
        Code.BODY_INVALID, assertThrows(Refusal.class, () -> read(event)).problem().code());
  }

  private static ProxyEvent read(String event) {
    return ProxyEvent.read(event.getBytes(StandardCharsets.UTF_8), "invocation-1");
  }
}
