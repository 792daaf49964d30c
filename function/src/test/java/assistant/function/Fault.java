package assistant.function;

import java.util.List;
import java.util.stream.Stream;

/// One thing that a model server does wrong before its first token, and what the caller is told.
public record Fault(String question, int status, String code, String retryAfter) {
  private static final List<String> FORMS =
      List.of("text/plain", "application/json", "text/event-stream");

  /// The form in which the answer is wanted; the faults take turns.
  String accept() {
    return FORMS.get(Math.floorMod(question.hashCode(), FORMS.size()));
  }

  public static Stream<Fault> faults() {
    return Stream.of(
        new Fault("stub: status=401", 503, "model_auth_failed", "300"),
        new Fault("stub: status=403", 503, "model_auth_failed", "300"),
        new Fault("stub: status=404 code=model_not_found", 502, "model_unavailable", ""),
        new Fault("stub: status=429 retry-after=30", 503, "model_overloaded", "30"),
        new Fault("stub: status=429", 503, "model_overloaded", "20"),
        new Fault(
            "stub: status=429 code=project_spend_limit_exceeded", 429, "budget_used_up", "3600"),
        new Fault(
            "stub: status=429 code=insufficient_quota retry-after=60", 429, "budget_used_up", "60"),
        new Fault("stub: status=500", 502, "model_failed", ""),
        new Fault("stub: status=503 retry-after=9", 503, "model_overloaded", "9"),
        new Fault("stub: status=400 code=context_length_exceeded", 413, "question_too_long", ""),
        new Fault("stub: status=400", 502, "model_failed", ""),
        new Fault("stub: cut=0", 502, "model_failed", ""),
        new Fault("stub: silent", 504, "model_timeout", ""),
        new Fault("stub: garbage", 502, "model_misconfigured", ""),
        new Fault("stub: empty", 502, "model_failed", ""),
        new Fault("stub: dialect=unfinished empty", 502, "model_failed", ""));
  }
}
