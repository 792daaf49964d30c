package assistant.function.guard;

import assistant.function.aws.Table;
import assistant.function.chain.Answer;
import assistant.function.chain.Estimate;
import assistant.function.chain.Failure;
import assistant.function.chain.Reply;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An ask with a reservation in the day's budget, and in its guest's, settled when it is closed. If
/// the process dies before that, both have lost the reservation and no more.
final class Reserved implements Admission {
  private static final Duration TO_SETTLE = Duration.ofSeconds(2);

  private final Books books;
  private volatile Budget.Reservation reservation;
  private volatile AccessKeys.Hold hold;
  private final Estimate estimate;
  private final Guard.Witness witness;
  private Optional<Answer> answer = Optional.empty();
  private boolean settled;

  /// Where the end of an ask is written down.
  record Books(Budget budget, AccessKeys keys, PageSwitch page, InstantSource clock) {}

  /// What was taken: of the day for all, and of the guest who asks, if one does.
  record Taken(Budget.Reservation ofDay, AccessKeys.Hold ofGuest) {}

  Reserved(Books books, Taken taken, Estimate estimate, Guard.Witness witness) {
    this.books = books;
    this.reservation = taken.ofDay();
    this.hold = taken.ofGuest();
    this.estimate = estimate;
    this.witness = witness;
  }

  @Override
  public void follow(Answer answer) {
    this.answer = Optional.of(answer);
  }

  @Override
  public boolean forAnother() throws InterruptedException {
    long tokens = estimate.tokens();
    var mine = books.keys().extended(hold, tokens, books.clock().instant());
    if (!Table.done(mine, TO_SETTLE) || mine.join().granted() != hold.granted()) {
      return false;
    }
    hold = mine.join();
    var more = books.budget().extended(reservation, tokens);
    if (!Table.done(more, TO_SETTLE) || !more.join().granted()) {
      // What the guest has too much is given back when it is settled.
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
    CompletableFuture<?> guests = books.keys().settle(hold, used);
    CompletableFuture<?> circuit =
        answer
            .flatMap(Answer::failure)
            .map(Failure::problem)
            .filter(Reserved::opensCircuit)
            .<CompletableFuture<?>>map(
                problem -> books.page().open(problem, books.clock().instant()))
            .orElse(tokens);
    try {
      settled = Table.done(CompletableFuture.allOf(tokens, guests, circuit), TO_SETTLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (spent()) {
      witness.budgetUsed(100);
    } else if (settled) {
      witness.budgetUsed(books.budget().percent(tokens.join()));
    }
  }

  /// The provider takes no more for its owner's account: the owner is told as of their own budget.
  private boolean spent() {
    return answer
        .flatMap(Answer::failure)
        .filter(failure -> failure.problem().code() == Code.BUDGET_USED_UP)
        .isPresent();
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
