package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.dynamodb.Tables;
import assistant.function.Days;
import assistant.function.aws.Table;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class TableGuardTest {
  private static final ChatRequest ASKED =
      ChatRequest.builder().messages(UserMessage.from("x".repeat(60))).build();

  /// 60 bytes, 8 around the message, 32 around all, 1000 of output.
  private static final long RESERVED = 1100;

  private final Table table = Days.table(Tables.environment());
  private Instant now = Instant.parse("2096-11-23T12:00:00Z");

  private TableGuard guard(long dailyTokens, int asks) {
    return new TableGuard(
        table,
        new GuardSettings(
            Optional.of(table.name()), dailyTokens, asks, Optional.empty(), Access.OPEN),
        Optional::empty,
        new TableGuard.Allowance(1000, false),
        (InstantSource) () -> now);
  }

  private static Request from(String ip) {
    return new Request("r", "POST", "/api/ask", Map.of(), new byte[0], ip);
  }

  private static Admission admit(TableGuard guard, String ip) {
    try {
      return guard.admit(from(ip), ASKED, percent -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem refused(TableGuard guard, String ip) {
    return assertThrows(Refusal.class, () -> admit(guard, ip).close()).problem();
  }

  private Map<String, String> day() {
    return Days.of(table, "2096-11-23").attributes();
  }

  @Test
  void whatIsReservedIsGivenBackWhenNothingWasUsed() {
    Admission admission = admit(guard(10_000, 20), "192.0.2.1");
    assertEquals(Long.toString(RESERVED), day().get("tokens"));
    admission.close();
    assertEquals("0", day().get("tokens"));
    assertEquals("1", day().get("asks"));
  }

  @Test
  void askerWhoBoundsTheAnswerReservesLess() throws Exception {
    TableGuard guard = guard(10_000, 20);
    for (int most : List.of(300, 5_000)) {
      ChatRequest bounded =
          ChatRequest.builder().messages(ASKED.messages()).maxOutputTokens(most).build();
      Admission admission = guard.admit(from("192.0.2.1"), bounded, percent -> {});
      long reserved = RESERVED - 1000 + Math.min(most, 1000);
      assertEquals(Long.toString(reserved), day().get("tokens"));
      admission.close();
    }
  }

  @Test
  void budgetRefusesWhatDoesNotFit() {
    TableGuard guard = guard(2 * RESERVED, 20);
    admit(guard, "192.0.2.1");
    Admission second = admit(guard, "192.0.2.1");
    Problem problem = refused(guard, "192.0.2.1");
    assertEquals(Code.BUDGET_USED_UP, problem.code());
    assertEquals(Map.of("retry-after", "43200"), problem.headers());
    assertEquals("1", day().get("budget_used_up"));
    second.close();
    admit(guard, "192.0.2.1");
  }

  @Test
  void rateIsPerAddressAndWindow() {
    TableGuard guard = guard(1_000_000, 2);
    now = Instant.parse("2096-11-23T12:04:00Z");
    admit(guard, "192.0.2.1").close();
    admit(guard, "192.0.2.1").close();
    Problem problem = refused(guard, "192.0.2.1");
    assertEquals(Code.RATE_LIMITED, problem.code());
    assertEquals(Map.of("retry-after", "60"), problem.headers());
    admit(guard, "192.0.2.2").close();
    now = Instant.parse("2096-11-23T12:05:00Z");
    admit(guard, "192.0.2.1").close();
    assertEquals("0", day().get("tokens"));
    assertEquals("4", day().get("asks"));
    assertEquals("1", day().get("rate_limited"));
  }

  @Test
  void pausedPageLetsNobodyIn() {
    TableGuard guard = guard(1_000_000, 20);
    assertFalse(guard.paused());
    table.change(new Table.Change("page", "SET paused = :one", Map.of(":one", 1))).join();
    assertEquals(Code.PAUSED, refused(guard, "192.0.2.1").code());
    assertEquals("0", day().get("tokens"));
    now = now.plusSeconds(6);
    assertTrue(guard.paused());
  }

  @Test
  void circuitStaysOpenForTheTimeTold() {
    TableGuard guard = guard(1_000_000, 20);
    new PageSwitch(table)
        .open(Problem.passing(Code.MODEL_OVERLOADED, "", java.time.Duration.ofSeconds(30)), now)
        .join();
    now = now.plusSeconds(10);
    Problem problem = refused(guard, "192.0.2.1");
    assertEquals(Code.MODEL_OVERLOADED, problem.code());
    assertEquals(Map.of("retry-after", "20"), problem.headers());
    now = now.plusSeconds(21);
    admit(guard, "192.0.2.1").close();
  }

  /// The alarm that rings when the day's tokens are used up rings then, too.
  @Test
  void providersAccountThatIsSpentIsWitnessedAsABudgetThatIs() throws Exception {
    TableGuard guard = guard(1_000_000, 20);
    List<Integer> told = new ArrayList<>();
    guard.admit(from("192.0.2.1"), ASKED, told::add).close();
    assertEquals(List.of(0, 0), told);
    new PageSwitch(table)
        .open(Problem.passing(Code.MODEL_OVERLOADED, "", java.time.Duration.ofSeconds(10)), now)
        .join();
    assertThrows(Refusal.class, () -> guard.admit(from("192.0.2.1"), ASKED, told::add));
    assertEquals(List.of(0, 0, 0), told);
    new PageSwitch(table)
        .open(Problem.passing(Code.BUDGET_USED_UP, "", java.time.Duration.ofSeconds(30)), now)
        .join();
    assertThrows(Refusal.class, () -> guard.admit(from("192.0.2.1"), ASKED, told::add));
    assertEquals(List.of(0, 0, 0, 100), told);
  }

  @Test
  void reservationIsSettledOnItsOwnDay() {
    TableGuard guard = guard(RESERVED, 20);
    now = Instant.parse("2096-11-23T23:59:59Z");
    Admission late = admit(guard, "192.0.2.1");
    now = Instant.parse("2096-11-24T00:00:01Z");
    admit(guard, "192.0.2.1");
    late.close();
    assertEquals("0", day().get("tokens"));
    assertEquals(Long.toString(RESERVED), Days.of(table, "2096-11-24").attributes().get("tokens"));
  }
}
