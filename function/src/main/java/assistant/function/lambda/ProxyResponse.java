package assistant.function.lambda;

import assistant.function.base.Json;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.StandardCharsets;

/// A buffered answer in the form that API Gateway's proxy integration takes.
public final class ProxyResponse {
  private ProxyResponse() {}

  static byte[] json(BufferedExchange exchange) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeNumberField("statusCode", exchange.status());
      json.writeObjectFieldStart("headers");
      for (var header : exchange.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", body(exchange));
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    });
  }

  public static APIGatewayProxyResponseEvent event(BufferedExchange exchange) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(exchange.status())
        .withHeaders(exchange.headers())
        .withBody(body(exchange))
        .withIsBase64Encoded(false);
  }

  private static String body(BufferedExchange exchange) {
    return new String(exchange.body(), StandardCharsets.UTF_8);
  }
}
