package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fifty guards that race for the last tokens of one key, while the day has plenty.
@Tag("process")
class KeyRaceTest {
  private static final int GUARDS = 50;
  private static final int ASKS = 500;
  private static final int AT_ONCE = 12;
  private static final ChatRequest ASKED =
      ChatRequest.builder().messages(UserMessage.from("x".repeat(60))).build();

  /// As in TableGuardTest.
  private static final long RESERVED = 1100;

  private static final long TOKENS = 5 * RESERVED + RESERVED / 2;

  private final AtomicLong held = new AtomicLong();
  private final AtomicLong most = new AtomicLong();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void noKeyPassesItsBudgetAndItsBooksAreExact() throws Exception {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000_000, 1).invite(TOKENS)) {
      List<TableGuard> guards = new ArrayList<>();
      for (int i = 0; i < GUARDS; i++) {
        guards.add(guard(guests));
      }
      List<Callable<Void>> asks = new ArrayList<>();
      for (int i = 0; i < ASKS; i++) {
        int number = i;
        asks.add(() -> ask(guards.get(number % GUARDS), number));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
        for (Future<Void> ask : threads.invokeAll(asks)) {
          ask.get();
        }
      }
      assertTrue(most.get() <= TOKENS, "held at once: " + most.get());
      assertTrue(refused.get() > 0 && admitted.get() > 5, admitted + " of " + ASKS);
      assertEquals(ASKS, admitted.get() + refused.get());
      assertEquals(TOKENS + " left, 0 used", guests.books());
      assertEquals(0, guests.page.count("tokens"));
      assertEquals(admitted.get(), guests.page.count("asks"));
      assertEquals(refused.get(), guests.page.count("budget_used_up"));
    }
  }

  private Void ask(TableGuard guard, int number) throws InterruptedException {
    Request request =
        new Request(
            "r",
            "POST",
            "/api/ask",
            Map.of("x-access-key", GuestPage.ANNA),
            new byte[0],
            "192.0.2." + number % 250);
    try (Admission admission = guard.admit(request, ASKED, percent -> {})) {
      admitted.incrementAndGet();
      most.accumulateAndGet(held.addAndGet(RESERVED), Math::max);
      Thread.sleep(5);
      held.addAndGet(-RESERVED);
      assertTrue(!admission.settled());
    } catch (Refusal refusal) {
      assertEquals(Code.BUDGET_USED_UP, refusal.problem().code());
      assertEquals(Map.of("budget", "guest"), refusal.problem().members());
      refused.incrementAndGet();
    }
    return null;
  }

  private static TableGuard guard(GuestPage guests) {
    return new TableGuard(
        guests.page.table,
        new GuardSettings(Optional.of("t"), 100_000_000, 1_000, Optional.empty(), Access.REQUIRED),
        Optional::empty,
        new TableGuard.Allowance(1000, false),
        (InstantSource) () -> guests.page.now);
  }
}
