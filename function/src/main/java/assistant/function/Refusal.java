package assistant.function;

/// A request refused, on its way to the one place that answers it.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.code().wire(), null, false, false);
    this.problem = problem;
  }

  Refusal(Code code, String detail) {
    this(new Problem(code, detail));
  }

  Problem problem() {
    return problem;
  }
}
