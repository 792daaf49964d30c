package assistant.function.guard;

import static assistant.function.guard.GuardedPage.inTurn;

import assistant.function.aws.Table;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/// The ways to misuse the page that are after its budget, its answers or its provider.
final class CostlyAbuse {
  /// Reserves 1,081 tokens: 24 and 9 bytes, 48 around them, 1,000 of output. The provider counts 8.
  private static final String SLOW = "stub: first=1500 text=Hi";

  private static final String[] JSON_FORM = {"accept", "application/json"};

  private CostlyAbuse() {}

  static Stream<Abuse> ofTheBudget() {
    return Stream.of(
        new Abuse(
            "many addresses that race for the last of the budget",
            page -> {
              fill(page, 96_000);
              return page.together(20, i -> page.ask("192.0.2." + i, "stub: held text=Hi"))
                  + "; "
                  + page.count("tokens");
            },
            "3 × 200, 17 × 429 budget_used_up; 96024"),
        new Abuse(
            "an ask at midnight, to have it counted on neither day",
            page -> {
              page.now = Instant.parse("2096-11-23T23:59:59Z");
              Thread ask = Thread.ofVirtual().start(() -> page.ask("192.0.2.1", SLOW));
              waitFor(() -> !page.model.asked().isEmpty());
              page.now = Instant.parse("2096-11-24T00:00:01Z");
              ask.join();
              return page.count("tokens") + "; " + page.count("tokens", "2096-11-24");
            },
            "8; 0"),
        new Abuse(
            "the budget of yesterday, which is used up, does not close today",
            page -> {
              fill(page, 100_000);
              String before = page.ask("192.0.2.1", "Hi");
              page.now = Instant.parse("2096-11-24T00:00:00Z");
              return before + "; " + page.ask("192.0.2.1", "Hi");
            },
            "429 budget_used_up; 200"),
        new Abuse(
            "a model server that ignores the limit on its output",
            page -> {
              fill(page, 98_000);
              String first = page.ask("192.0.2.1", "stub: tokens=3000");
              return first + "; " + page.ask("192.0.2.2", "Hi") + "; " + page.count("tokens");
            },
            "200; 429 budget_used_up; 102074"),
        new Abuse(
            "stopping each answer at once, to pay for less than was made",
            page -> {
              Streaming answer = Streaming.begin(page, "stub: tokens=100 every=50");
              answer.token();
              page.call(
                  "DELETE", "/api/answers/" + answer.id(), "192.0.2.9", Map.of(), new byte[0]);
              String end = answer.outcome();
              return end + "; " + (page.count("tokens") >= page.model.asked().getFirst().sent());
            },
            "stopped; true"),
        new Abuse(
            "stopping someone else's answer by a guessed id",
            page -> {
              Streaming answer = Streaming.begin(page, "stub: tokens=20 every=100");
              answer.token();
              String deleted =
                  inTurn(
                      16,
                      i ->
                          page.call(
                              "DELETE",
                              "/api/answers/" + (i + answer.id()).substring(0, 32),
                              "192.0.2.9",
                              Map.of(),
                              new byte[0]));
              return deleted + "; " + answer.outcome();
            },
            "16 × 204; stop"),
        new Abuse(
            "an id that is another item's key",
            page ->
                page.call("DELETE", "/api/answers/page", "192.0.2.9", Map.of(), new byte[0])
                    + "; "
                    + page.call(
                        "DELETE",
                        "/api/answers/0123456789abcdef0123456789ABCDEF",
                        "192.0.2.9",
                        Map.of(),
                        new byte[0]),
            "404 not_found; 404 not_found"),
        new Abuse(
            "leaving in the midst of an answer, so that it is not counted",
            page -> {
              Streaming answer = Streaming.begin(page, "stub: tokens=100 every=50");
              answer.token();
              answer.leave();
              return answer.outcome()
                  + "; "
                  + (page.count("tokens") > 0)
                  + "; "
                  + page.count("settled");
            },
            "left; true; 1"),
        new Abuse(
            "going on when the provider's spend limit is reached",
            page ->
                inTurn(
                        5,
                        i ->
                            page.ask(
                                "192.0.2." + i,
                                "stub: status=429 code=project_spend_limit_exceeded"))
                    + "; asked "
                    + page.model.asked().size()
                    + "; alarmed "
                    + (page.log.toString().split("\"assistant.budget.used\":100,").length - 1),
            "5 × 429 budget_used_up; asked 1; alarmed 5"),
        new Abuse(
            "a storm on a provider that says when to come back",
            page -> {
              String storm =
                  inTurn(5, i -> page.ask("192.0.2." + i, "stub: status=429 retry-after=60"));
              int asked = page.model.asked().size();
              page.now = page.now.plusSeconds(61);
              return storm + "; asked " + asked + "; " + page.ask("192.0.2.9", "Hi");
            },
            "5 × 503 model_overloaded; asked 1; 200"),
        new Abuse(
            "going on while the owner has closed the page",
            page -> {
              page.table
                  .change(new Table.Change("page", "SET paused = :one", Map.of(":one", 1)))
                  .join();
              return inTurn(3, i -> page.ask("192.0.2.1", "Hi", JSON_FORM))
                  + "; asked "
                  + page.model.asked().size()
                  + "; "
                  + page.count("tokens");
            },
            "3 × 503 paused; asked 0; 0"));
  }

  /// As if so many tokens had been used already.
  private static void fill(GuardedPage page, long tokens) {
    page.table
        .change(new Table.Change("day#2096-11-23", "SET tokens = :used", Map.of(":used", tokens)))
        .join();
  }

  private static void waitFor(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
