package assistant.function.guard;

import assistant.function.aws.Table;
import assistant.function.chain.Answer;
import assistant.function.chain.Estimate;
import assistant.function.chain.Failure;
import assistant.function.chain.Reply;
import assistant.function.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// An ask with a reservation in the day's budget, settled when it is closed. If the process dies
/// before that, the day has lost the reservation and no more.
final class Reserved implements Admission {
  private static final Duration TO_SETTLE = Duration.ofSeconds(2);

  private final Books books;
  private volatile Budget.Reservation reservation;
  private final Estimate estimate;
  private final IntConsumer budgetUsed;
  private Optional<Answer> answer = Optional.empty();
  private boolean settled;

  /// Where the end of an ask is written down.
  record Books(Budget budget, PageSwitch page, InstantSource clock) {}

  Reserved(Books books, Budget.Reservation reservation, Estimate estimate, IntConsumer budgetUsed) {
    this.books = books;
    this.reservation = reservation;
    this.estimate = estimate;
    this.budgetUsed = budgetUsed;
  }

  @Override
  public void follow(Answer answer) {
    this.answer = Optional.of(answer);
  }

  @Override
  public boolean forAnother() throws InterruptedException {
    var more = books.budget().extended(reservation, estimate.tokens());
    if (!Table.done(more, TO_SETTLE) || !more.join().granted()) {
      return false;
    }
    reservation = more.join();
    return true;
  }

  @Override
  public void close() {
    Reply.Usage used =
        answer.map(told -> told.meter().usage(estimate)).orElse(new Reply.Usage(0, 0));
    CompletableFuture<Long> tokens = books.budget().settle(reservation, used);
    CompletableFuture<?> circuit =
        answer
            .flatMap(Answer::failure)
            .map(Failure::problem)
            .filter(Reserved::opensCircuit)
            .<CompletableFuture<?>>map(
                problem -> books.page().open(problem, books.clock().instant()))
            .orElse(tokens);
    try {
      settled = Table.done(CompletableFuture.allOf(tokens, circuit), TO_SETTLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (settled) {
      budgetUsed.accept(books.budget().percent(tokens.join()));
    }
  }

  @Override
  public boolean settled() {
    return settled;
  }

  private static boolean opensCircuit(Problem problem) {
    return switch (problem.code()) {
      case MODEL_OVERLOADED, BUDGET_USED_UP -> true;
      default -> false;
    };
  }
}
