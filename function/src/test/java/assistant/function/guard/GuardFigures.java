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

/// Measures what the guard adds to a warm question, beside what DynamoDB Local takes for the same
/// three calls. Run by `make bench-guard`.
final class GuardFigures {
  private static final int TIMES = 2000;
  private static final ChatRequest ASKED =
      ChatRequest.builder().messages(UserMessage.from("What is an LLM?")).build();
  private static final Request REQUEST =
      new Request("r", "POST", "/api/ask", Map.of(), new byte[0], "192.0.2.1");

  private GuardFigures() {}

  public static void main(String[] args) throws Exception {
    Table table = Days.table(Tables.environment());
    TableGuard guard =
        new TableGuard(
            table,
            new GuardSettings(
                Optional.of(table.name()),
                1_000_000_000_000L,
                1_000_000,
                Optional.empty(),
                Access.OPEN),
            Optional::empty,
            new TableGuard.Allowance(1000, false),
            InstantSource.system());
    guard.warm().join();
    for (String round : List.of("warming up", "measured")) {
      double[] bare = new double[TIMES];
      double[] admit = new double[TIMES];
      double[] settle = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long began = System.nanoTime();
        threeCalls(table);
        bare[i] = since(began);
        began = System.nanoTime();
        Admission admission = guard.admit(REQUEST, ASKED, percent -> {});
        admit[i] = since(began);
        began = System.nanoTime();
        admission.close();
        settle[i] = since(began);
      }
      System.out.printf(
          "%s: three bare calls %s, admit %s, settle %s%n",
          round, percentiles(bare), percentiles(admit), percentiles(settle));
    }
    System.exit(0);
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
