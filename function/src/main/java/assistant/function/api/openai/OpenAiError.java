package assistant.function.api.openai;

import assistant.function.api.ErrorForm;
import assistant.function.base.Json;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// A problem in OpenAI's shape: its types, our codes.
public final class OpenAiError implements ErrorForm {
  private static final String BASE = "/api/v1";

  /// Clients wait as long as they are told, some for hours: longer waits stand in the words.
  private static final long LONGEST_WAIT_SECONDS = 60;

  @Override
  public String instead(String path) {
    String asked = path.substring(Math.min(path.length(), BASE.length()));
    if (asked.startsWith("/v1") || asked.startsWith("/api/")) {
      return "The base URL ends in /api/v1, and no path is added to it twice.";
    }
    if (asked.startsWith("/models/")) {
      return "The one model here is " + Models.NAME + ", whatever it is asked for.";
    }
    if (asked.startsWith("/responses/")) {
      return "Nothing is kept here: no response can be fetched or changed. Ask at /api/v1/responses.";
    }
    return "Here are /api/v1/chat/completions, /api/v1/responses and /api/v1/models, and no others of OpenAI's.";
  }

  @Override
  public void send(Problem problem, Request request, Exchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>(MediaType.JSON.headers());
    headers.putAll(problem.headers());
    headers.put("x-request-id", request.id());
    boolean soon =
        problem
            .retryAfter()
            .map(wait -> wait.toSeconds() <= LONGEST_WAIT_SECONDS)
            .orElse(problem.status() >= 500);
    if (!soon || lasting(problem.code())) {
      headers.remove("retry-after");
      headers.put("x-should-retry", "false");
    } else if (problem.retryAfter().isPresent()) {
      headers.put("retry-after-ms", Long.toString(problem.retryAfter().get().toMillis()));
    }
    exchange.send(problem.status(), headers, json(problem));
  }

  static byte[] json(Problem problem) {
    return Json.bytes(json -> {
      json.writeStartObject();
      write(json, problem);
      json.writeEndObject();
    });
  }

  static void write(JsonGenerator json, Problem problem) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", problem.detail());
    json.writeStringField("type", type(problem.status()));
    String param = problem.members().get(Unmet.PARAM);
    if (param == null) {
      json.writeNullField("param");
    } else {
      json.writeStringField("param", param);
    }
    json.writeStringField("code", code(problem));
    json.writeEndObject();
  }

  /// Ours, but for those that clients look for.
  static String code(Problem problem) {
    if (problem.members().containsKey(Unmet.PARAM)) {
      return "unsupported_parameter";
    }
    return problem.code() == Code.ACCESS_REQUIRED ? "invalid_api_key" : problem.code().wire();
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  /// What no second try within a minute can change.
  private static boolean lasting(Code code) {
    return switch (code) {
      case BUDGET_USED_UP,
          PAUSED,
          NOT_CONFIGURED,
          MODEL_AUTH_FAILED,
          MODEL_UNAVAILABLE,
          MODEL_MISCONFIGURED,
          ANSWER_EMPTY ->
          true;
      default -> false;
    };
  }
}
