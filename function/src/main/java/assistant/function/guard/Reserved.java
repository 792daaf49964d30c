package assistant.function.guard;

import assistant.function.chain.Answer;
import assistant.function.chain.Estimate;
import assistant.function.chain.Failure;
import assistant.function.chain.Reply;
import assistant.function.problem.Problem;
import assistant.function.telemetry.Log;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// An ask with a reservation in the day's budget, settled when it is closed. If the process dies
/// before that, the day has lost the reservation and no more.
final class Reserved implements Admission {
  private static final Duration TO_SETTLE = Duration.ofSeconds(2);

  private final TableGuard guard;
  private final Budget.Reservation reservation;
  private final Estimate estimate;
  private final Log.Line line;
  private final CountDownLatch over = new CountDownLatch(1);
  private Optional<Answer> answer = Optional.empty();

  Reserved(TableGuard guard, Budget.Reservation reservation, Estimate estimate, Log.Line line) {
    this.guard = guard;
    this.reservation = reservation;
    this.estimate = estimate;
    this.line = line;
  }

  @Override
  public void follow(Answer answer) {
    this.answer = Optional.of(answer);
  }

  @Override
  public void stoppable(String id, Answer answer) {
    guard.flags().watch(id, over, answer::stop);
  }

  @Override
  public void close() {
    over.countDown();
    Reply.Usage used =
        answer.map(told -> told.meter().usage(estimate)).orElse(new Reply.Usage(0, 0));
    CompletableFuture<Long> settled = guard.budget().settle(reservation, used);
    CompletableFuture<?> circuit =
        answer
            .flatMap(Answer::failure)
            .map(Failure::problem)
            .filter(Reserved::opensCircuit)
            .<CompletableFuture<?>>map(guard::open)
            .orElse(settled);
    try {
      if (TableGuard.done(CompletableFuture.allOf(settled, circuit), TO_SETTLE)) {
        line.budget(guard.budget().percent(settled.join()));
      } else {
        line.note("not settled");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean opensCircuit(Problem problem) {
    return switch (problem.code()) {
      case MODEL_OVERLOADED, BUDGET_USED_UP -> true;
      default -> false;
    };
  }
}
