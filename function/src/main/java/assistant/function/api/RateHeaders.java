package assistant.function.api;

import assistant.function.guard.Quota;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What an asker has left, in the headers in which OpenAI tells it: none before the guard has said.
public record RateHeaders(Map<String, String> headers) {
  public RateHeaders() {
    this(new HashMap<>());
  }

  void left(Quota quota) {
    String of = quota.of() == Quota.Of.ASKS ? "requests" : "tokens";
    headers.put("x-ratelimit-limit-" + of, Long.toString(quota.most()));
    headers.put("x-ratelimit-remaining-" + of, Long.toString(quota.left()));
    headers.put("x-ratelimit-reset-" + of, written(quota.until()));
  }

  /// As OpenAI writes it: `7h3m0s`, `4m12s`, `9s`.
  static String written(Duration wait) {
    long seconds = Math.max(0, wait.toSeconds());
    String text = seconds % 60 + "s";
    if (seconds >= 60) {
      text = seconds / 60 % 60 + "m" + text;
    }
    return seconds >= 3600 ? seconds / 3600 + "h" + text : text;
  }
}
