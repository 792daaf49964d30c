package assistant.function.provider;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Reads what a provider counted, under the names that it has for it. What was thought is paid for
/// too: some leave it out of the answer's count, and only the total, or a count of its own, holds
/// it.
final class UsageJson {
  private long input = -1;
  private long output = -1;
  private long total = -1;
  private long thought = -1;

  /// Thoughts that are never a part of the answer's count.
  private long apart = -1;

  private boolean negative;

  private UsageJson() {}

  /// Null where a count is below zero.
  static Tally read(JsonParser json) throws IOException {
    UsageJson usage = new UsageJson();
    Json.fields(json, field -> usage.field(field, json));
    return usage.tally();
  }

  /// One count that stands beside other things; null for a field that is none.
  static Tally beside(String field, JsonParser json) throws IOException {
    UsageJson usage = new UsageJson();
    usage.field(field, json);
    return usage.tally();
  }

  private void field(String field, JsonParser json) throws IOException {
    switch (field) {
      case "prompt_tokens",
          "input_tokens",
          "promptTokenCount",
          "promptTokens",
          "inputTokens",
          "prompt_eval_count",
          "tokens_evaluated" ->
          input = count(json);
      case "completion_tokens",
          "output_tokens",
          "candidatesTokenCount",
          "completionTokens",
          "outputTokens",
          "eval_count",
          "tokens_predicted" ->
          output = count(json);
      case "total_tokens", "totalTokenCount", "totalTokens" -> total = count(json);
      case "reasoning_tokens" -> thought = count(json);
      case "thoughtsTokenCount" -> apart = count(json);
      case "completion_tokens_details", "output_tokens_details", "tokens" ->
          Json.fields(json, inner -> field(inner, json));
      default -> json.skipChildren();
    }
  }

  private long count(JsonParser json) throws IOException {
    double number =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
                || json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
            ? json.getDoubleValue()
            : json.getValueAsDouble(Double.NaN);
    json.skipChildren();
    negative |= number < 0;
    return Double.isNaN(number) ? -1 : (long) number;
  }

  private Tally tally() {
    if (negative) {
      return null;
    }
    long answer = output >= 0 && thought > output ? output + thought : output;
    answer = answer >= 0 && apart > 0 ? answer + apart : answer;
    long rest = input >= 0 && total >= 0 ? total - input : -1;
    return new Tally(input, Math.max(answer, rest));
  }
}
