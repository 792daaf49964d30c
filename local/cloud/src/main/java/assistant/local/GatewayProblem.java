package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// What the gateway answers by itself, as problem documents (RFC 9457): those of the deployed one,
/// from the same list, and the few that only a server on a machine of one's own needs.
record GatewayProblem(int status, String title, String code, String detail, int retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, GatewayProblem> DEPLOYED = deployed();

  static final GatewayProblem THROTTLED = DEPLOYED.get("THROTTLED");
  static final GatewayProblem TOO_LARGE = DEPLOYED.get("REQUEST_TOO_LARGE");
  static final GatewayProblem NOT_FOUND = DEPLOYED.get("MISSING_AUTHENTICATION_TOKEN");
  static final GatewayProblem TIMEOUT = DEPLOYED.get("INTEGRATION_TIMEOUT");
  static final GatewayProblem UNREADABLE = DEPLOYED.get("DEFAULT_4XX");
  static final GatewayProblem INTERNAL = DEPLOYED.get("DEFAULT_5XX");
  static final GatewayProblem METHOD_NOT_ALLOWED =
      new GatewayProblem(
          405,
          "This method is not allowed here",
          "method_not_allowed",
          "This page can only be read, with GET or HEAD.",
          0);
  static final GatewayProblem HEADERS_TOO_LARGE =
      new GatewayProblem(
          431,
          "The request's headers are too large",
          "body_too_large",
          "Send fewer or shorter headers, and a shorter address.",
          0);

  /// For a limit that says itself and what came.
  GatewayProblem with(String words) {
    return new GatewayProblem(status, title, code, words, retryAfter);
  }

  byte[] json(String requestId) {
    Map<String, Object> fields = new java.util.LinkedHashMap<>();
    fields.put("type", "about:blank");
    fields.put("title", title);
    fields.put("status", status);
    fields.put("detail", detail);
    fields.put("code", code);
    fields.put("instance", requestId);
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, GatewayProblem> deployed() {
    Map<String, GatewayProblem> problems = new TreeMap<>();
    try (InputStream in = GatewayProblem.class.getResourceAsStream("/gateway-problems.json")) {
      for (JsonNode one : JSON.readTree(in)) {
        problems.put(
            one.path("type").asText(),
            new GatewayProblem(
                one.path("status").asInt(),
                one.path("title").asText(),
                one.path("code").asText(),
                one.path("detail").asText(),
                one.path("retryAfter").asInt()));
      }
      return problems;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
