package assistant.function.guard;

import assistant.dynamodb.Tables;
import assistant.function.Days;
import assistant.function.aws.Table;
import assistant.function.http.Request;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Measures what the guard adds to a warm question, with and without a guest's key, beside what
/// DynamoDB Local takes for the same calls. Run by `make bench-guard`.
final class GuardFigures {
  private static final int TIMES = 2000;
  private static final ChatRequest ASKED =
      ChatRequest.builder().messages(UserMessage.from("What is an LLM?")).build();
  private static final Request REQUEST =
      new Request("r", "POST", "/api/ask", Map.of(), new byte[0], "192.0.2.1");

  private GuardFigures() {}

  public static void main(String[] args) throws Exception {
    Table table = Days.table(Tables.environment());
    measure("without a key", guard(table, Access.OPEN), REQUEST, () -> threeCalls(table));
    invite(table);
    Request guest =
        new Request(
            "r",
            "POST",
            "/api/ask",
            Map.of("x-access-key", GuestPage.ANNA),
            new byte[0],
            "192.0.2.1");
    measure("by a key", guard(table, Access.REQUIRED), guest, () -> threeCallsThenOne(table));
    System.exit(0);
  }

  private static TableGuard guard(Table table, Access access) {
    TableGuard guard =
        new TableGuard(
            table,
            new GuardSettings(
                Optional.of(table.name()), 1_000_000_000_000L, 1_000_000, Optional.empty(), access),
            Optional::empty,
            new TableGuard.Allowance(1000, false),
            InstantSource.system());
    guard.warm().join();
    return guard;
  }

  private static void invite(Table table) {
    long now = InstantSource.system().instant().getEpochSecond();
    table
        .change(
            new Table.Change(
                GuestPage.key(GuestPage.ANNA).item(),
                "SET guest = :name, dailyTokens = :tokens, tokensLeft = :tokens, usedDay = :day, usedTokens = :none, validUntil = :until",
                Map.of(
                    ":name",
                    "anna",
                    ":tokens",
                    1_000_000_000L,
                    ":day",
                    "2000-01-01",
                    ":none",
                    0,
                    ":until",
                    now + 86_400)))
        .join();
  }

  private static void measure(String what, TableGuard guard, Request request, Runnable calls)
      throws InterruptedException {
    for (String round : List.of("warming up", "measured")) {
      double[] bare = new double[TIMES];
      double[] admit = new double[TIMES];
      double[] settle = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long began = System.nanoTime();
        calls.run();
        bare[i] = since(began);
        began = System.nanoTime();
        Admission admission = guard.admit(request, ASKED, percent -> {});
        admit[i] = since(began);
        began = System.nanoTime();
        admission.close();
        settle[i] = since(began);
      }
      System.out.printf(
          "%s, %s: the same calls bare %s, admit %s, settle %s%n",
          what, round, percentiles(bare), percentiles(admit), percentiles(settle));
    }
  }

  /// As for a guest, whose key is looked at before the day's budget.
  private static void threeCallsThenOne(Table table) {
    threeCalls(table);
    table.change(new Table.Change("bare#4", "ADD asks :one", Map.of(":one", 1))).join();
  }

  private static void threeCalls(Table table) {
    Table.Change one = new Table.Change("bare#1", "ADD asks :one", Map.of(":one", 1));
    Table.Change two = new Table.Change("bare#2", "ADD asks :one", Map.of(":one", 1));
    CompletableFuture.allOf(table.read("bare#3"), table.change(one), table.change(two)).join();
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static String percentiles(double[] milliseconds) {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return "p50 %.2f ms p95 %.2f ms".formatted(sorted[TIMES / 2], sorted[TIMES * 95 / 100]);
  }
}
