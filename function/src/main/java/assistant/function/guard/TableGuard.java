package assistant.function.guard;

import assistant.function.aws.Table;
import assistant.function.chain.Estimate;
import assistant.function.chain.Wishes;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final AccessKeys keys;
  private final Access access;
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
    this.keys = new AccessKeys(table);
    this.access = settings.access();
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
  public Admission admit(Request request, ChatRequest asked, Witness witness)
      throws InterruptedException {
    Instant now = clock.instant();
    Optional<AccessKey> key = access.key(request);
    Estimate estimate =
        Estimate.of(
            asked.messages(),
            Wishes.outputTokens(asked, allowance.outputTokens()),
            allowance.thinks());
    var closed = page.closed(now);
    var asker = asker(request, now);
    var allowed = asker.thenCompose(hash -> rate.count(hash, now));
    var held =
        key.map(sent -> keys.reserve(sent, estimate.tokens(), now))
            .orElseGet(() -> CompletableFuture.completedFuture(AccessKeys.Hold.NONE));
    // A stranger's wrong key takes no room from anybody, not for a moment.
    var reserved =
        key.isEmpty()
            ? budget.reserve(estimate.tokens(), now)
            : held.thenCompose(hold ->
                hold.granted()
                    ? budget.reserve(estimate.tokens(), now)
                    : CompletableFuture.completedFuture(Budget.Reservation.none(Day.of(now))));
    if (!Table.done(CompletableFuture.allOf(closed, allowed, reserved), PATIENCE)) {
      Table.done(
          CompletableFuture.allOf(
              reserved.thenCompose(made -> budget.refuse(made, Code.GUARD_UNAVAILABLE)),
              held.thenCompose(hold -> keys.giveBack(hold, hold.reserved()))),
          TO_UNDO);
      throw new Refusal(UNAVAILABLE);
    }
    Budget.Reservation reservation = reserved.join();
    AccessKeys.Hold hold = held.join();
    hold.guest().ifPresent(guest -> witness.guest(key.orElseThrow().brief()));
    boolean spent = closed.join().filter(p -> p.code() == Code.BUDGET_USED_UP).isPresent();
    if (reservation.known() || spent) {
      boolean left = reservation.granted() && !spent;
      witness.budgetUsed(left ? budget.percent(reservation.tokens()) : 100);
    }
    Optional<Problem> problem =
        closed
            .join()
            .or(() -> allowed.join() >= 0 ? Optional.empty() : Optional.of(tooMany(now)))
            .or(() -> hold.refused() ? Optional.of(Access.REFUSED) : Optional.empty())
            .or(() -> usedUp(hold, estimate.tokens(), now))
            .or(() -> reservation.granted() ? Optional.empty() : Optional.of(usedUp(now)));
    boolean wrong = problem.filter(Access.REFUSED::equals).isPresent();
    if (!wrong) {
      // Who is not let in is told the same with a wrong key as with none.
      witness.left(rate.quota(allowed.join(), now));
      long back = problem.isPresent() ? hold.reserved() : 0;
      hold.guest().map(guest -> left(guest, back, now)).ifPresent(witness::left);
    }
    if (problem.isPresent()) {
      if (wrong) {
        witness.wrongKey();
      }
      Table.done(
          CompletableFuture.allOf(
              budget.refuse(reservation, problem.get().code()),
              keys.giveBack(hold, hold.reserved()),
              wrong ? rate.charge(asker.join(), now) : CompletableFuture.completedFuture(null)),
          TO_UNDO);
      throw new Refusal(problem.get());
    }
    return new Reserved(
        new Reserved.Books(budget, keys, page, clock),
        new Reserved.Taken(reservation, hold),
        estimate,
        witness);
  }

  /// `back` is what is given back at once.
  private static Quota left(Guest guest, long back, Instant now) {
    return new Quota(Quota.Of.TOKENS, guest.tokens(), guest.left() + back, Day.of(now).left(now));
  }

  private CompletableFuture<String> asker(Request request, Instant now) {
    Asker asker = Asker.of(request, originVerify.get());
    return salts.of(now).thenApply(asker::hash);
  }

  @Override
  public Access access() {
    return access;
  }

  /// A look costs nothing with a valid key, and one ask with any other, so that nothing can be
  /// guessed here either.
  @Override
  public Optional<Guest> guest(Request request) throws InterruptedException {
    Optional<AccessKey> key = access == Access.OPEN ? Optional.empty() : AccessKey.of(request);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    var asker = asker(request, now);
    var left = asker.thenCompose(hash -> rate.left(hash, now));
    var guest = keys.guest(key.get(), now);
    if (!Table.done(CompletableFuture.allOf(left, guest), PATIENCE)) {
      throw new Refusal(UNAVAILABLE);
    }
    if (!left.join()) {
      throw new Refusal(tooMany(now));
    }
    if (guest.join().isEmpty()) {
      Table.done(rate.charge(asker.join(), now), TO_UNDO);
    }
    return guest.join();
  }

  @Override
  public void admitFeedback(Request request) throws InterruptedException {
    Instant now = clock.instant();
    var allowed = asker(request, now).thenCompose(hash -> rate.countFeedback(hash, now));
    if (!Table.done(allowed, PATIENCE)) {
      throw new Refusal(UNAVAILABLE);
    }
    if (!allowed.join()) {
      throw new Refusal(tooMany(now));
    }
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

  /// The guest's own budget; the numbers are theirs to know.
  private static Optional<Problem> usedUp(AccessKeys.Hold hold, long wanted, Instant now) {
    return hold.guest()
        .filter(guest -> !hold.granted())
        .map(guest ->
            Problem.passing(
                    Code.BUDGET_USED_UP,
                    "Your access key has %d of its %d tokens left today, and this question may take %d. At midnight UTC it has all of them again."
                        .formatted(guest.left(), guest.tokens(), wanted),
                    Day.of(now).left(now))
                .with("budget", "guest"));
  }

  private static Problem usedUp(Instant now) {
    return Problem.passing(
        Code.BUDGET_USED_UP,
        "Today's budget for answers is used up. A new one begins at midnight UTC.",
        Day.of(now).left(now));
  }
}
