package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.aws.Aws;
import assistant.function.aws.Table;
import assistant.function.base.Env;
import assistant.function.chain.Reply;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.stubs.StubAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Budget, rate, salt and switch alone: what each asks of the table, and how it reads the answer.
class CountersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:01:00Z");
  private static final long MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z").getEpochSecond();

  private final StubAws aws = new StubAws(asked -> attributes("{}"));
  private final Table table = new Aws(new Env(aws.environment())).table("t");

  @AfterEach
  void close() {
    aws.close();
  }

  private static StubAws.Answer attributes(String json) {
    return new StubAws.Answer(200, "{\"Attributes\":" + json + ",\"Item\":" + json + "}");
  }

  private String sent(String path) {
    return aws.asked().getLast().body().at(path).asText();
  }

  @Test
  void moreThanTheWholeBudgetIsNotEvenReserved() {
    Budget budget = new Budget(table, 1000);
    aws.answer(asked -> attributes("{\"tokens\":{\"N\":\"400\"}}"));
    assertEquals(
        new Budget.Reservation(Day.of(NOON), 1001, false, 400), budget.reserve(1001, NOON).join());
    assertEquals("", sent("/UpdateExpression"));
    assertTrue(budget.reserve(600, NOON).join().granted());
    assertEquals("400", sent("/ExpressionAttributeValues/:room/N"));
    assertEquals(40, budget.percent(400));
  }

  @Test
  void settlingGivesBackWhatWasNotUsed() {
    var reserved = new Budget.Reservation(Day.of(NOON), 1100, true, 1100);
    new Budget(table, 5000).settle(reserved, new Reply.Usage(7, 3)).join();
    assertEquals("-1090", sent("/ExpressionAttributeValues/:rest/N"));
    assertEquals("day#2026-11-23", sent("/Key/pk/S"));
  }

  @Test
  void askBeyondTheRateIsNotCounted() {
    AskRate rate = new AskRate(table, 2);
    assertEquals(2, rate.count("h", NOON).join());
    aws.answer(asked -> StubAws.Answer.error(400, "ConditionalCheckFailedException"));
    assertEquals(-1, rate.count("h", NOON).join());
    assertEquals(Duration.ofSeconds(240), AskRate.left(NOON));
    assertEquals("asker#h#" + NOON.getEpochSecond() / 300, sent("/Key/pk/S"));
  }

  @Test
  void saltIsTheDaysAndAskedForOnce() {
    Salts salts = new Salts(table);
    aws.answer(asked -> attributes("{\"salt\":{\"S\":\"00ff\"}}"));
    assertArrayEquals(new byte[] {0, -1}, salts.of(NOON).join());
    salts.of(NOON.plusSeconds(60)).join();
    assertEquals(1, aws.asked().size());
    assertEquals(Long.toString(MIDNIGHT + 600), sent("/ExpressionAttributeValues/:expires/N"));
    salts.of(NOON.plusSeconds(86_400)).join();
    assertEquals("salt#2026-11-24", sent("/Key/pk/S"));
  }

  @Test
  void switchTellsWhoClosedThePageAndForHowLong() {
    PageSwitch page = new PageSwitch(table);
    assertEquals(Optional.empty(), page.closed(NOON).join());
    long until = NOON.plusSeconds(30).getEpochSecond();
    aws.answer(asked ->
        attributes(
            "{\"circuitUntil\":{\"N\":\"%d\"},\"circuitCode\":{\"S\":\"budget_used_up\"}}"
                .formatted(until)));
    Problem circuit = page.closed(NOON).join().orElseThrow();
    assertEquals(Code.BUDGET_USED_UP, circuit.code());
    assertEquals(Map.of("retry-after", "30"), circuit.headers());
    aws.answer(asked -> attributes("{\"paused\":{\"N\":\"1\"}}"));
    assertEquals(Code.PAUSED, page.closed(NOON).join().orElseThrow().code());
  }

  @Test
  void circuitIsOpenForADayAtMost() {
    PageSwitch page = new PageSwitch(table);
    page.open(Problem.passing(Code.MODEL_OVERLOADED, "", Duration.ofDays(9)), NOON).join();
    assertEquals(
        Long.toString(NOON.plusSeconds(86_400).getEpochSecond()),
        sent("/ExpressionAttributeValues/:until/N"));
  }
}
