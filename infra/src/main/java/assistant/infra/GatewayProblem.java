package assistant.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/// What the gateway answers by itself, as the same problem documents that the function writes.
enum GatewayProblem {
  THROTTLED(429, "Too many questions", "rate_limited", "Try again in a second."),
  WAF_FILTERED(429, "Too many questions", "rate_limited", "Try again in five minutes."),
  REQUEST_TOO_LARGE(413, "The request is too large", "body_too_large", "Send less than 10 MB."),
  MISSING_AUTHENTICATION_TOKEN(404, "Nothing is here", "not_found", "Ask at /api/ask."),
  INTEGRATION_TIMEOUT(504, "The model took too long", "model_timeout", "Try again."),
  DEFAULT_4XX(400, "The request cannot be read", "body_invalid", "Check it and send it again."),
  DEFAULT_5XX(500, "Something went wrong here", "internal", "Try again.");

  private final int status;
  private final String title;
  private final String code;
  private final String detail;

  GatewayProblem(int status, String title, String code, String detail) {
    this.status = status;
    this.title = title;
    this.code = code;
    this.detail = detail;
  }

  static void addTo(RestApi api) {
    for (var problem : values()) {
      api.addGatewayResponse("Problem" + problem.name().replace("_", ""), problem.response());
    }
  }

  private GatewayResponseOptions response() {
    var headers = new TreeMap<>(Map.of("Content-Type", "'application/problem+json'"));
    if (status == 429) {
      headers.put("Retry-After", this == THROTTLED ? "'1'" : "'300'");
    }
    var body =
        """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s","instance":"$context.requestId"}\
        """
            .formatted(title, status, detail, code);
    return GatewayResponseOptions.builder()
        .type(ResponseType.of(name()))
        .statusCode(String.valueOf(status))
        .responseHeaders(headers)
        .templates(Map.of("application/json", body))
        .build();
  }
}
