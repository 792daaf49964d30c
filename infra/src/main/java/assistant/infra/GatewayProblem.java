package assistant.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/// What the gateway answers by itself, as the same problem documents that the function writes. The
/// list is a file, since the local cloud answers the same.
record GatewayProblem(
    String type, int status, String title, String code, String detail, int retryAfter) {
  /// `origins` are the pages elsewhere that may ask.
  static void addTo(RestApi api, Optional<String> origins) {
    for (var problem : all()) {
      api.addGatewayResponse(
          "Problem" + problem.type().replace("_", ""), problem.response(readers(origins)));
    }
  }

  /// Of several origins the gateway cannot tell which one asks, so any may read these few
  /// sentences, which say nothing of whoever asks.
  static Optional<String> readers(Optional<String> origins) {
    return origins.map(list -> list.matches("[^,\\s]+") ? list : "*");
  }

  private static List<GatewayProblem> all() {
    try (var in = GatewayProblem.class.getResourceAsStream("/gateway-problems.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GatewayResponseOptions response(Optional<String> readers) {
    var headers = new TreeMap<>(Map.of("Content-Type", "'application/problem+json'"));
    readers.ifPresent(who -> {
      headers.put("Access-Control-Allow-Origin", "'" + who + "'");
      headers.put("Access-Control-Expose-Headers", "'Retry-After'");
    });
    if (retryAfter > 0) {
      headers.put("Retry-After", "'" + retryAfter + "'");
    }
    var body =
        """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"%s","instance":"$context.requestId"}\
        """
            .formatted(title, status, detail, code);
    return GatewayResponseOptions.builder()
        .type(ResponseType.of(type))
        .statusCode(String.valueOf(status))
        .responseHeaders(headers)
        .templates(Map.of("application/json", body))
        .build();
  }
}
