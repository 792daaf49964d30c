package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Days;
import assistant.stubs.StubAws;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the table itself can do wrong: no question is then given away.
class OutageTest {
  /// How the table fails, and what is answered.
  record Outage(String name, StubAws.Answers answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Outage> outages() {
    return Stream.of(
        new Outage("missing", asked -> StubAws.Answer.error(400, "ResourceNotFoundException")),
        new Outage("throttled", asked -> StubAws.Answer.error(400, "ThrottlingException")),
        new Outage("forbidden", asked -> StubAws.Answer.error(400, "AccessDeniedException")),
        new Outage("broken", asked -> StubAws.Answer.error(500, "InternalServerError")),
        new Outage("unreachable", asked -> new StubAws.Answer(0, "")),
        new Outage("talking nonsense", asked -> new StubAws.Answer(200, "<html>")),
        new Outage(
            "silent",
            asked -> {
              Thread.sleep(10_000);
              return new StubAws.Answer(200, "{}");
            }),
        new Outage(
            "half there: it counts the asker, not the tokens",
            asked ->
                asked.body().path("Key").path("pk").path("S").asText().startsWith("day#")
                    ? StubAws.Answer.error(500, "InternalServerError")
                    : item(asked)));
  }

  private static StubAws.Answer item(StubAws.Asked asked) {
    return new StubAws.Answer(
        200, "{\"Attributes\":{\"salt\":{\"S\":\"00\"},\"tokens\":{\"N\":\"0\"}}}");
  }

  private static GuardedPage page(StubAws aws) {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("GUARD_TABLE", "table");
    return new GuardedPage(Days.table(environment), 100_000, 3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outages")
  void withoutATableNothingIsAnswered(Outage outage) {
    try (StubAws aws = new StubAws(outage.answers());
        GuardedPage page = page(aws)) {
      long began = System.nanoTime();
      assertEquals("503 guard_unavailable", page.ask("192.0.2.1", "Hi"));
      assertTrue(System.nanoTime() - began < 6_000_000_000L);
      assertEquals(0, page.model.asked().size());
    }
  }

  @Test
  void answerThatRunsIsFinishedWhenTheTableFails() throws Exception {
    try (StubAws aws = new StubAws(OutageTest::item);
        GuardedPage page = page(aws)) {
      Streaming answer = Streaming.begin(page, "stub: tokens=20 every=100");
      answer.token();
      aws.answer(asked -> StubAws.Answer.error(500, "InternalServerError"));
      assertEquals("stop", answer.outcome());
    }
  }

  @Test
  void settlementIsNeverSentTwice() {
    try (StubAws aws = new StubAws(OutageTest::item);
        GuardedPage page = page(aws)) {
      aws.answer(asked ->
          asked.body().path("UpdateExpression").asText().contains("settled")
              ? StubAws.Answer.error(500, "InternalServerError")
              : item(asked));
      assertEquals("200", page.ask("192.0.2.1", "Hi"));
      assertEquals(
          1,
          aws.asked().stream()
              .filter(one -> one.body().path("UpdateExpression").asText().contains("settled"))
              .count());
    }
  }

  @Test
  void throttledCallIsTriedOnceMore() {
    Map<String, Integer> times = new java.util.concurrent.ConcurrentHashMap<>();
    try (StubAws aws =
            new StubAws(asked ->
                times.merge(asked.body().toString(), 1, Integer::sum) == 1
                    ? StubAws.Answer.error(400, "ProvisionedThroughputExceededException")
                    : item(asked));
        GuardedPage page = page(aws)) {
      assertEquals("200", page.ask("192.0.2.1", "Hi"));
    }
  }
}
