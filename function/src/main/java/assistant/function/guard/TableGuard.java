package assistant.function.guard;

import assistant.function.aws.Table;
import assistant.function.chain.Estimate;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import dev.langchain4j.data.message.ChatMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The guard over a DynamoDB table that all instances share: switch, rate and budget are asked side
/// by side, so they cost the time of one. What cannot be counted is not let in.
public final class TableGuard implements Guard {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration TO_UNDO = Duration.ofSeconds(2);
  private static final Duration SWITCH_KEPT = Duration.ofSeconds(5);

  private final PageSwitch page;
  private final Salts salts;
  private final AskRate rate;
  private final Budget budget;
  private final Supplier<Optional<String>> originVerify;
  private final Allowance allowance;
  private final InstantSource clock;
  private volatile Paused paused = new Paused(false, Instant.MIN);

  private record Paused(boolean yes, Instant until) {}

  /// What one answer may use: `thinks` says that some of its output is never seen.
  public record Allowance(int outputTokens, boolean thinks) {}

  /// `originVerify` is the secret by which CloudFront is recognised, if there is one.
  public TableGuard(
      Table table,
      GuardSettings settings,
      Supplier<Optional<String>> originVerify,
      Allowance allowance,
      InstantSource clock) {
    this.page = new PageSwitch(table);
    this.salts = new Salts(table);
    this.rate = new AskRate(table, settings.asksPerFiveMinutes());
    this.budget = new Budget(table, settings.dailyTokens());
    this.originVerify = originVerify;
    this.allowance = allowance;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<?> warm() {
    Instant now = clock.instant();
    return CompletableFuture.allOf(salts.of(now), page.closed(now)).exceptionally(thrown -> null);
  }

  @Override
  public Admission admit(Request request, List<ChatMessage> messages, IntConsumer budgetUsed)
      throws InterruptedException {
    Instant now = clock.instant();
    Estimate estimate = Estimate.of(messages, allowance.outputTokens(), allowance.thinks());
    Asker asker = Asker.of(request, originVerify.get());
    var closed = page.closed(now);
    var allowed = salts.of(now).thenCompose(salt -> rate.count(asker.hash(salt), now));
    var reserved = budget.reserve(estimate.tokens(), now);
    if (!Table.done(CompletableFuture.allOf(closed, allowed, reserved), PATIENCE)) {
      Table.done(
          reserved.thenCompose(made -> budget.refuse(made, Code.GUARD_UNAVAILABLE)), TO_UNDO);
      throw new Refusal(UNAVAILABLE);
    }
    Budget.Reservation reservation = reserved.join();
    Optional<Problem> problem =
        closed
            .join()
            .or(() -> allowed.join() ? Optional.empty() : Optional.of(tooMany(now)))
            .or(() -> reservation.granted() ? Optional.empty() : Optional.of(usedUp(now)));
    budgetUsed.accept(
        problem.filter(p -> !reservation.granted()).isPresent()
            ? 100
            : budget.percent(reservation.tokens()));
    if (problem.isPresent()) {
      Table.done(budget.refuse(reservation, problem.get().code()), TO_UNDO);
      throw new Refusal(problem.get());
    }
    return new Reserved(new Reserved.Books(budget, page, clock), reservation, estimate, budgetUsed);
  }

  @Override
  public boolean paused() {
    Instant now = clock.instant();
    if (now.isAfter(paused.until())) {
      boolean yes =
          page.closed(now)
              .thenApply(problem -> problem.filter(p -> p.code() == Code.PAUSED).isPresent())
              .exceptionally(thrown -> paused.yes())
              .join();
      paused = new Paused(yes, now.plus(SWITCH_KEPT));
    }
    return paused.yes();
  }

  private static Problem tooMany(Instant now) {
    return Problem.passing(
        Code.RATE_LIMITED,
        "There were too many questions from your network. Wait a few minutes, then ask again.",
        AskRate.left(now));
  }

  private static Problem usedUp(Instant now) {
    return Problem.passing(
        Code.BUDGET_USED_UP,
        "Today's budget for answers is used up. A new one begins at midnight UTC.",
        Day.of(now).left(now));
  }
}
