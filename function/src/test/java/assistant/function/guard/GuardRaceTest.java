package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.dynamodb.Tables;
import assistant.function.Days;
import assistant.function.aws.Item;
import assistant.function.aws.Table;
import assistant.function.http.Request;
import assistant.function.problem.Refusal;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fifty guards and two thousand asks that race for one budget; some die between reserving and
/// settling.
@Tag("process")
class GuardRaceTest {
  private static final int GUARDS = 50;
  private static final int ASKS = 2000;

  /// As many as two cores and DynamoDB Local carry without a call that takes over a second.
  private static final int AT_ONCE = 12;

  private static final int ONE_IN_THAT_DIES = 100;

  private static final ChatRequest ASKED =
      ChatRequest.builder().messages(UserMessage.from("x".repeat(60))).build();

  /// As in TableGuardTest: what one ask reserves, and how it ends.
  private static final long RESERVED = 1100;

  /// Room for those that die, and for half of those that ask at once.
  private static final long DAILY_TOKENS =
      (ASKS / ONE_IN_THAT_DIES + AT_ONCE / 2) * RESERVED + RESERVED / 2;

  private final Table table = Days.table(Tables.environment());
  private final Instant now = Instant.parse("2096-11-23T12:00:00Z");
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong most = new AtomicLong();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger died = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();

  @Test
  void acceptedTokensNeverPassTheBudgetAndTheCountersAreExact() throws Exception {
    List<TableGuard> guards = IntStream.range(0, GUARDS).mapToObj(i -> guard()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Void>> asks =
          IntStream.range(0, ASKS)
              .<Callable<Void>>mapToObj(i -> {
                boolean dies = i % ONE_IN_THAT_DIES == 0;
                return () -> ask(guards.get(i % GUARDS), i, dies);
              })
              .toList();
      for (Future<Void> ask : threads.invokeAll(asks)) {
        ask.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    Item day = Days.of(table, "2096-11-23");
    long asks = day.number("asks");
    long settled = day.number("settled");
    assertTrue(most.get() <= DAILY_TOKENS, "reserved at once: " + most.get());
    assertTrue(refused.get() > 0, "the budget was never short");
    assertTrue(died.get() > 0, "nobody died");
    assertTrue(unavailable.get() < ASKS / 20, "calls that timed out: " + unavailable.get());
    assertEquals(ASKS, admitted.get() + refused.get() + unavailable.get());
    assertEquals((asks - settled) * RESERVED, day.number("tokens"));
    // On a machine too busy for its own calls some time out, carried out or not; else these are
    // equal.
    int lost = unavailable.get();
    between(admitted.get(), asks, lost);
    between(admitted.get() - died.get() - lost, settled, lost);
    between(refused.get() - lost, day.number("budget_used_up"), lost);
  }

  private static void between(long least, long actual, long more) {
    assertTrue(
        least <= actual && actual <= least + more, least + " to " + (least + more) + ": " + actual);
  }

  private Void ask(TableGuard guard, int number, boolean dies) throws InterruptedException {
    Request request =
        new Request("r", "POST", "/api/ask", Map.of(), new byte[0], "192.0.2." + number % 250);
    try {
      Admission admission = guard.admit(request, ASKED, percent -> {});
      admitted.incrementAndGet();
      most.accumulateAndGet(held.addAndGet(RESERVED), Math::max);
      Thread.sleep(5);
      if (dies) {
        died.incrementAndGet();
        return null;
      }
      held.addAndGet(-RESERVED);
      admission.close();
    } catch (Refusal refusal) {
      switch (refusal.problem().code()) {
        case BUDGET_USED_UP -> refused.incrementAndGet();
        case GUARD_UNAVAILABLE -> unavailable.incrementAndGet();
        default -> throw new AssertionError(refusal.problem().toString());
      }
    }
    return null;
  }

  private TableGuard guard() {
    return new TableGuard(
        table,
        new GuardSettings(
            Optional.of(table.name()), DAILY_TOKENS, 1000, Optional.empty(), Access.OPEN),
        Optional::empty,
        new TableGuard.Allowance(1000, false),
        (InstantSource) () -> now);
  }
}
