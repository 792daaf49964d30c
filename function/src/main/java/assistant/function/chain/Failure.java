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

  /// A provider that is only busy is asked again within the hour, however long it says.
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case ModelFailure failure -> of(failure);
      case Refusal refusal -> lasting(refusal.problem(), refusal.problem().code().wire());
      case RateLimitException e -> of(ModelFailure.of(Code.MODEL_OVERLOADED, "429").retriable());
      case AuthenticationException e -> of(ModelFailure.of(Code.MODEL_AUTH_FAILED, "401"));
      case ModelNotFoundException e -> of(ModelFailure.of(Code.MODEL_UNAVAILABLE, "404"));
      case InvalidRequestException e
          when String.valueOf(e.getMessage()).startsWith("context_length_exceeded") ->
          of(ModelFailure.of(Code.QUESTION_TOO_LONG, "context_length_exceeded"));
      case TimeoutException e -> timeout();
      default -> lasting(problem(Code.MODEL_FAILED, Optional.empty()), name(thrown));
    };
  }

  private static String name(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }

  static Failure timeout() {
    return lasting(problem(Code.MODEL_TIMEOUT, Optional.empty()), "timeout");
  }

  private static Failure of(ModelFailure failure) {
    Problem problem = problem(failure.code(), failure.retryAfter());
    return new Failure(problem, failure.isRetriable(), failure.retryAfter(), failure.note());
  }

  private static Problem problem(Code code, Optional<Duration> wait) {
    String words = words(code);
    return switch (code) {
      case MODEL_OVERLOADED -> Problem.passing(code, words, shorter(wait.orElse(UNTOLD_WAIT)));
      case BUDGET_USED_UP -> Problem.passing(code, words, wait.orElse(SPENT_WAIT));
      case MODEL_AUTH_FAILED -> Problem.passing(code, words, KEY_WAIT);
      default -> new Problem(code, words);
    };
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
  }

  /// For the visitor: what it means for them, and who can do something about it.
  private static String words(Code code) {
    return switch (code) {
      case QUESTION_TOO_LONG ->
          "The question and its history are longer than this model can read. Shorten them.";
      case CONTENT_FILTERED ->
          "The filter of the model's provider refused this question. Ask it in other words.";
      case BUDGET_USED_UP ->
          "The budget for answers at the model's provider is used up. Come back later.";
      case MODEL_UNAVAILABLE ->
          "The provider does not have this model, or no longer. The owner of this page has to choose another.";
      case MODEL_MISCONFIGURED ->
          "This page's settings do not fit the model's provider, and asking again does not change that. The owner of this page has to look into its log, which says what to set.";
      case ANSWER_EMPTY ->
          "The model only thought, and said nothing. Ask something simpler. The owner of this page can let it write more (MAX_OUTPUT_TOKENS) or think less (OPENAI_REASONING_EFFORT).";
      case MODEL_AUTH_FAILED ->
          "The model's provider refused this page's key or permission. The owner of this page has to set a valid one.";
      case MODEL_OVERLOADED -> "The model's provider has too much to do. Ask again in a moment.";
      case MODEL_TIMEOUT ->
          "The model did not finish in time. Ask again, or ask something shorter.";
      default -> "The model's provider failed to answer. Ask again in a moment.";
    };
  }

  private static Failure lasting(Problem problem, String note) {
    return new Failure(problem, false, Optional.empty(), note);
  }
}
