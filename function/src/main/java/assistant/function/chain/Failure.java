package assistant.function.chain;

import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.time.Duration;
import java.util.Optional;

/// The model's side of what can go wrong: the problem to tell, whether trying again may help, and a
/// note for the log.
public record Failure(
    Problem problem, boolean retriable, Optional<Duration> retryAfter, String note) {
  private static final Duration UNTOLD_WAIT = Duration.ofSeconds(20);
  private static final Duration KEY_WAIT = Duration.ofMinutes(5);
  private static final Duration SPENT_WAIT = Duration.ofHours(1);

  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case ModelFailure failure -> of(failure);
      case Refusal refusal -> lasting(refusal.problem(), refusal.problem().code().wire());
      case RateLimitException e -> of(ModelFailure.status(429, "", Optional.empty()));
      case AuthenticationException e -> of(ModelFailure.status(401, "", Optional.empty()));
      case ModelNotFoundException e -> of(ModelFailure.status(404, "", Optional.empty()));
      case InvalidRequestException e
          when String.valueOf(e.getMessage()).startsWith("context_length_exceeded") ->
          of(ModelFailure.status(400, "context_length_exceeded", Optional.empty()));
      case TimeoutException e -> timeout();
      default -> lasting(failed(), thrown.getClass().getSimpleName());
    };
  }

  static Failure timeout() {
    return lasting(
        new Problem(
            Code.MODEL_TIMEOUT,
            "The model did not finish in time. Ask again, or ask something shorter."),
        "timeout");
  }

  private static Failure of(ModelFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, CUT -> retriable(failed(), failure);
      case GARBAGE, EMPTY -> lasting(failed(), note(failure));
      case STATUS -> ofStatus(failure);
    };
  }

  private static Failure ofStatus(ModelFailure failure) {
    return switch (failure.status()) {
      case 401, 403 ->
          lasting(
              Problem.passing(
                  Code.MODEL_AUTH_FAILED,
                  "The model's provider refused the API key. The owner of this page has to set a valid one.",
                  KEY_WAIT),
              note(failure));
      case 404, 410 ->
          lasting(
              new Problem(
                  Code.MODEL_UNAVAILABLE,
                  "The provider does not have this model, or no longer. The owner of this page has to choose another."),
              note(failure));
      case 429 -> spent(failure) ? budgetUsedUp(failure) : overloaded(failure);
      case 503, 529 -> overloaded(failure);
      case 408, 500, 502, 504 -> retriable(failed(), failure);
      default ->
          failure.code().equals("context_length_exceeded")
              ? lasting(
                  new Problem(
                      Code.QUESTION_TOO_LONG,
                      "The question and its history are longer than this model can read. Shorten them."),
                  note(failure))
              : lasting(failed(), note(failure));
    };
  }

  /// A limit on money does not pass within seconds: OpenAI's project limit, its empty balance, and
  /// its billing cap.
  private static boolean spent(ModelFailure failure) {
    return switch (failure.code()) {
      case "project_spend_limit_exceeded", "insufficient_quota", "billing_hard_limit_reached" ->
          true;
      default -> false;
    };
  }

  private static Failure budgetUsedUp(ModelFailure failure) {
    return lasting(
        Problem.passing(
            Code.BUDGET_USED_UP,
            "The budget for answers at the model's provider is used up. Come back later.",
            failure.retryAfter().orElse(SPENT_WAIT)),
        note(failure));
  }

  private static Failure overloaded(ModelFailure failure) {
    return retriable(
        Problem.passing(
            Code.MODEL_OVERLOADED,
            "The model's provider has too much to do. Ask again in a moment.",
            failure.retryAfter().orElse(UNTOLD_WAIT)),
        failure);
  }

  private static Problem failed() {
    return new Problem(
        Code.MODEL_FAILED, "The model's provider failed to answer. Ask again in a moment.");
  }

  private static Failure retriable(Problem problem, ModelFailure failure) {
    return new Failure(problem, true, failure.retryAfter(), note(failure));
  }

  private static Failure lasting(Problem problem, String note) {
    return new Failure(problem, false, Optional.empty(), note);
  }

  private static String note(ModelFailure failure) {
    String status = failure.status() == 0 ? "" : " " + failure.status();
    return (failure.kind() + status + " " + failure.code()).strip();
  }
}
