package assistant.function.problem;

/// A request refused, on its way to the one place that answers it.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.code().wire(), null, false, false);
    this.problem = problem;
  }

  public Refusal(Code code, String detail) {
    this(new Problem(code, detail));
  }

  public Problem problem() {
    return problem;
  }
}
