package assistant.function.lambda;

import assistant.function.base.Json;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// API Gateway's REST proxy event (payload 1.0) as a [Request]; `streams` says whether the stage's
/// integration streams responses.
public record ProxyEvent(Request request, boolean streams) {

  /// From the bytes of the event itself; `id` stands in where the event has no request id.
  static ProxyEvent read(byte[] event, String id) {
    Draft draft = new Draft(id);
    try (JsonParser json = Json.TRUSTED.createParser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        draft.field(field, json);
      }
    } catch (IOException e) {
      throw new Refusal(Code.BODY_INVALID, "The event is not a REST proxy event.");
    }
    return draft.event();
  }

  /// From the event as AWS's runtime client hands it over.
  public static Request of(APIGatewayProxyRequestEvent event, String id) {
    Draft draft = new Draft(id);
    draft.method = event.getHttpMethod();
    draft.path = event.getPath();
    draft.header(event.getHeaders());
    draft.body = event.getBody();
    draft.base64 = Boolean.TRUE.equals(event.getIsBase64Encoded());
    var context = event.getRequestContext();
    if (context != null) {
      draft.id = context.getRequestId() == null ? id : context.getRequestId();
      if (context.getIdentity() != null && context.getIdentity().getSourceIp() != null) {
        draft.sourceIp = context.getIdentity().getSourceIp();
      }
    }
    return draft.event().request();
  }

  /// The parts of an event as they are found.
  private static final class Draft {
    private String id;
    private String method;
    private String path;
    private final Map<String, String> headers = new HashMap<>();
    private String body;
    private boolean base64;
    private String sourceIp = "";
    private boolean streams;

    Draft(String id) {
      this.id = id;
    }

    void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "httpMethod" -> method = json.getValueAsString();
        case "path" -> path = json.getValueAsString();
        case "headers" -> header(Json.strings(json));
        case "body" -> body = json.getValueAsString();
        case "isBase64Encoded" -> base64 = json.getValueAsBoolean();
        case "stageVariables" ->
            streams = "STREAM".equals(Json.strings(json).get("responseTransferMode"));
        case "requestContext" -> context(json);
        default -> json.skipChildren();
      }
    }

    private void context(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "requestId" -> id = json.getValueAsString(id);
          case "identity" -> sourceIp = Json.strings(json).getOrDefault("sourceIp", "");
          default -> json.skipChildren();
        }
      }
    }

    void header(Map<String, String> map) {
      if (map != null) {
        map.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
      }
    }

    ProxyEvent event() {
      if (method == null || path == null) {
        throw new Refusal(Code.BODY_INVALID, "The event is not a REST proxy event.");
      }
      return new ProxyEvent(new Request(id, method, path, headers, bytes(), sourceIp), streams);
    }

    private byte[] bytes() {
      if (body == null) {
        return new byte[0];
      }
      try {
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new Refusal(Code.BODY_INVALID, "The event's body is not base64.");
      }
    }
  }
}
