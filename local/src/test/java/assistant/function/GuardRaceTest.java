package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Fifty guards and two thousand asks that race for one budget; some of the instances die between
/// reserving and settling.
class GuardRaceTest {
  private static final int GUARDS = 50;
  private static final int ASKS = 2000;
  private static final long DAILY_TOKENS = 100_000;
  private static final List<ChatMessage> MESSAGES = List.of(UserMessage.from("x".repeat(60)));

  /// As in TableGuardTest: what one ask reserves, and how it ends.
  private static final long RESERVED = 1100;

  private final Table table = Tables.of(Tables.environment());
  private final Instant now = Instant.parse("2096-11-23T12:00:00Z");
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong most = new AtomicLong();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger died = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void acceptedTokensNeverPassTheBudgetAndTheCountersAreExact() throws Exception {
    List<TableGuard> guards = IntStream.range(0, GUARDS).mapToObj(i -> guard()).toList();
    Random random = new Random(7);
    try (ExecutorService threads = Executors.newFixedThreadPool(GUARDS)) {
      List<Callable<Void>> asks =
          IntStream.range(0, ASKS)
              .<Callable<Void>>mapToObj(i -> {
                boolean dies = random.nextInt(100) == 0;
                return () -> ask(guards.get(i % GUARDS), i, dies);
              })
              .toList();
      for (Future<Void> ask : threads.invokeAll(asks)) {
        ask.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    Item day = Tables.day(table, "2096-11-23");
    assertTrue(most.get() <= DAILY_TOKENS, "reserved at once: " + most.get());
    assertTrue(refused.get() > 0 && died.get() > 0 && admitted.get() > died.get());
    assertEquals(ASKS, admitted.get() + refused.get());
    assertEquals(
        Map.of(
            "tokens", died.get() * RESERVED,
            "asks", (long) admitted.get(),
            "settled", (long) admitted.get() - died.get(),
            "budget_used_up", (long) refused.get()),
        Map.of(
            "tokens", day.number("tokens"),
            "asks", day.number("asks"),
            "settled", day.number("settled"),
            "budget_used_up", day.number("budget_used_up")));
  }

  private Void ask(TableGuard guard, int number, boolean dies) throws InterruptedException {
    Request request =
        new Request("r", "POST", "/api/ask", Map.of(), new byte[0], "192.0.2." + number % 250);
    try {
      Admission admission = guard.admit(request, MESSAGES, line(request));
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
      assertEquals(Code.BUDGET_USED_UP, refusal.problem().code());
      refused.incrementAndGet();
    }
    return null;
  }

  private TableGuard guard() {
    return new TableGuard(
        table,
        new GuardSettings(Optional.of(table.name()), DAILY_TOKENS, 1000, Optional.empty()),
        Optional::empty,
        new TableGuard.Allowance(1000, false),
        (InstantSource) () -> now);
  }

  private static Log.Line line(Request request) {
    Provider none = new Provider("none", "none", null, () -> true);
    return new Log(OutputStream.nullOutputStream(), none, false, new AtomicBoolean()).line(request);
  }
}
