package assistant.function.problem;

import java.util.Locale;

/// The stable codes of everything that can go wrong, with the HTTP status and the title that each
/// is told under.
public enum Code {
  BODY_INVALID(400, "The request cannot be read"),
  QUESTION_MISSING(400, "There is no question"),
  HISTORY_INVALID(400, "The history cannot be used"),
  ACCESS_REQUIRED(401, "This page is for invited guests"),
  NOT_FOUND(404, "Nothing is here"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  ANSWER_ID_USED(409, "This answer was asked for before"),
  MEDIA_TYPE_UNSUPPORTED(415, "This type of body is not supported"),
  QUESTION_TOO_LONG(413, "The question is too long"),
  BODY_TOO_LARGE(413, "The request is too large"),
  RATE_LIMITED(429, "Too many questions"),
  BUDGET_USED_UP(429, "The budget for answers is used up"),
  CONTENT_FILTERED(422, "The question was refused"),
  MODEL_FAILED(502, "The model failed"),
  MODEL_UNAVAILABLE(502, "The model is not available"),
  MODEL_MISCONFIGURED(502, "The model's settings do not fit"),
  ANSWER_EMPTY(502, "The model said nothing"),
  NOT_CONFIGURED(503, "No model is connected yet"),
  MODEL_AUTH_FAILED(503, "The model refused the key"),
  GUARD_UNAVAILABLE(503, "No question can be taken right now"),
  PAUSED(503, "The assistant is closed for now"),
  MODEL_OVERLOADED(503, "The model is overloaded"),
  MODEL_TIMEOUT(504, "The model took too long"),
  INTERNAL(500, "Something went wrong here");

  public final int status;
  final String title;

  Code(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// As it stands in a response: `question_missing`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
