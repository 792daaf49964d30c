package assistant.function.api.openai;

import assistant.function.api.ErrorForm;
import assistant.function.base.Json;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// A problem in OpenAI's shape: its types, our codes.
public final class OpenAiError implements ErrorForm {
  /// Clients wait as long as they are told, some for hours: longer waits stand in the words.
  private static final long LONGEST_WAIT_SECONDS = 60;

  @Override
  public void send(Problem problem, Request request, Exchange exchange) throws IOException {
    send(exchange, problem, null, request.id());
  }

  static byte[] json(Problem problem, String param) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeStringField("message", problem.detail());
      json.writeStringField("type", type(problem.status()));
      if (param == null) {
        json.writeNullField("param");
      } else {
        json.writeStringField("param", param);
      }
      json.writeStringField("code", param == null ? code(problem.code()) : "unsupported_parameter");
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /// Ours, but for the one that clients look for.
  private static String code(Code code) {
    return code == Code.ACCESS_REQUIRED ? "invalid_api_key" : code.wire();
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  static void send(Exchange exchange, Problem problem, String param, String id) throws IOException {
    Map<String, String> headers = new HashMap<>(MediaType.JSON.headers());
    headers.putAll(problem.headers());
    headers.put("x-request-id", id);
    boolean soon =
        problem
            .retryAfter()
            .map(wait -> wait.toSeconds() <= LONGEST_WAIT_SECONDS)
            .orElse(problem.status() >= 500);
    if (!soon || lasting(problem.code())) {
      headers.remove("retry-after");
      headers.put("x-should-retry", "false");
    }
    exchange.send(problem.status(), headers, json(problem, param));
  }

  /// What no second try within a minute can change.
  private static boolean lasting(Code code) {
    return code == Code.BUDGET_USED_UP
        || code == Code.PAUSED
        || code == Code.NOT_CONFIGURED
        || code == Code.MODEL_AUTH_FAILED;
  }
}
