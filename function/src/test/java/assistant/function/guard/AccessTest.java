package assistant.function.guard;

import static assistant.function.guard.GuardedPage.atOnce;
import static assistant.function.guard.GuardedPage.inTurn;
import static assistant.function.guard.GuestPage.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Days;
import assistant.stubs.StubAws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is let in, and how who is not is told.
@Tag("process")
class AccessTest {
  private static final String QUESTION = "stub: text=Hi";
  private static final String WRONG = "ask-wrongwrongwrongwrongwrong1";

  static Stream<KeyAbuse> abuses() {
    return Stream.of(KeyAbuse.byTheKeysForm(), KeyAbuse.byTheKeysLife(), KeyAbuse.ofTheBudget())
        .flatMap(abuses -> abuses);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("abuses")
  void comesToNothing(KeyAbuse abuse) throws Exception {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 1_000).invite(50_000)) {
      assertEquals(abuse.outcome(), abuse.attack().on(guests));
    }
  }

  @Test
  void unknownExpiredAndRevokedAreToldAlikeAndAsWithoutAKey() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 1_000)) {
      for (String path : List.of("/api/ask", "/api/v1/chat/completions")) {
        String question =
            path.endsWith("ask")
                ? QUESTION
                : "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        List<String> told = new ArrayList<>();
        told.add(guests.whole("POST", path, question, Map.of()));
        told.add(guests.whole("POST", path, question, Map.of("x-access-key", WRONG)));
        guests.invite(ANNA, 50_000, guests.page.now.minusSeconds(1));
        told.add(guests.whole("POST", path, question, Map.of("x-access-key", ANNA)));
        guests.invite(50_000).revoke();
        told.add(guests.whole("POST", path, question, Map.of("x-access-key", ANNA)));
        assertEquals(List.of(told.getFirst()), told.stream().distinct().toList());
        assertTrue(told.getFirst().contains("www-authenticate=Bearer"), told.getFirst());
        String code = path.endsWith("ask") ? "access_required" : "invalid_api_key";
        assertTrue(told.getFirst().contains("\"code\":\"" + code + "\""), told.getFirst());
      }
    }
  }

  /// What is read afterwards would refuse them, too; but a budget is not touched by who has none.
  @Test
  void theConditionItselfHoldsOffRevokedAndExpiredKeysOnTheSameDayAndTheNext() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 1_000).invite(50_000)) {
      AccessKeys keys = new AccessKeys(guests.page.table);
      AccessKey anna = GuestPage.key(ANNA);
      Instant now = guests.page.now;
      AccessKeys.Hold before = keys.reserve(anna, 100, now).join();
      assertEquals(100, before.reserved());
      guests.revoke();
      assertEquals(0, keys.reserve(anna, 100, now).join().reserved());
      assertEquals(0, keys.extended(before, 100, now).join().reserved());
      assertEquals(0, keys.reserve(anna, 100, now.plusSeconds(86_400)).join().reserved());
      assertEquals("49900 left, 0 used", guests.books());
      guests.change("SET usedTokens = :none REMOVE revoked", Map.of(":none", 0));
      assertEquals(0, keys.reserve(anna, 100, now.plusSeconds(31 * 86_400)).join().reserved());
      assertEquals("49900 left, 0 used", guests.books());
      assertEquals(100, keys.reserve(anna, 100, now).join().reserved());
    }
  }

  /// So nobody can tell by the time which of them a key is.
  @Test
  void unknownExpiredAndRevokedTakeTheSameCalls() {
    List<String> items =
        List.of(
            "",
            ",\"Item\":{\"validUntil\":{\"N\":\"9\"},\"usedDay\":{\"S\":\"2000-01-01\"}}",
            ",\"Item\":{\"validUntil\":{\"N\":\"9999999999\"},\"usedDay\":{\"S\":\"2000-01-01\"},\"revoked\":{\"N\":\"1\"}}");
    List<List<String>> calls = new ArrayList<>();
    for (String item : items) {
      try (StubAws aws =
          new StubAws(asked ->
              asked.body().toString().contains("validUntil")
                  ? new StubAws.Answer(
                      400, "{\"__type\":\"ConditionalCheckFailedException\"" + item + "}")
                  : new StubAws.Answer(200, "{\"Attributes\":{\"salt\":{\"S\":\"00\"}}}"))) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("GUARD_TABLE", "table");
        try (GuardedPage page =
            new GuardedPage(Days.table(environment), 100_000, 9, Access.REQUIRED)) {
          assertEquals(
              "401 access_required", page.ask("192.0.2.1", QUESTION, "x-access-key", WRONG));
        }
        calls.add(
            aws.asked().stream()
                .map(asked -> asked.target() + asked.body().path("UpdateExpression").asText())
                .sorted()
                .toList());
      }
    }
    assertTrue(calls.getFirst().size() > 4, calls.toString());
    assertEquals(List.of(calls.getFirst()), calls.stream().distinct().toList());
  }

  @Test
  void aWrongKeyCostsItsAddressTwoAsksAndALookOne() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 4).invite(50_000)) {
      assertEquals(
          "2 × 401 access_required, 2 × 429 rate_limited",
          inTurn(4, i -> guests.ask(QUESTION, "x-access-key", WRONG + i)));
      assertEquals("429 rate_limited", guests.asAnna(QUESTION));
      assertEquals("50000 left, 0 used", guests.books());
    }
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 4).invite(50_000)) {
      assertEquals("4 × 200, 2 × 429 rate_limited", inTurn(6, i -> look(guests, WRONG + i)));
      assertEquals("429 rate_limited", look(guests, ANNA));
      assertEquals("429 rate_limited", guests.ask(QUESTION));
    }
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 4).invite(50_000)) {
      assertEquals("9 × 200", inTurn(9, i -> look(guests, ANNA)));
      assertEquals("200", guests.asAnna(QUESTION));
    }
  }

  @Test
  void guessingAtOnceIsNoWayAround() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 4).invite(50_000)) {
      String told = atOnce(20, i -> guests.ask(QUESTION, "x-access-key", WRONG + i));
      long refused = Long.parseLong(told.substring(0, told.indexOf(' ')));
      assertTrue(told.endsWith(" × 429 rate_limited") && refused >= 1 && refused <= 4, told);
    }
  }

  private static String look(GuestPage guests, String key) {
    return guests.page.call(
        "GET", "/api/health", "192.0.2.1", Map.of("x-access-key", key), new byte[0]);
  }

  @Test
  void theHealthTellsAGuestTheirNameAndWhatIsLeft() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 1_000).invite(50_000)) {
      assertTrue(health(guests, Map.of()).contains("\"access\":\"required\"}"));
      assertTrue(health(guests, Map.of("x-access-key", WRONG)).contains("\"required\"}"));
      guests.asAnna(QUESTION);
      String anna =
          "\"access\":\"required\",\"guest\":{\"name\":\"anna\",\"tokens\":50000,\"left\":%d}}";
      Map<String, String> key = Map.of("authorization", "Bearer " + ANNA);
      assertTrue(health(guests, key).contains(anna.formatted(49_992)), health(guests, key));
      guests.page.now = guests.page.now.plusSeconds(86_400);
      assertTrue(health(guests, key).contains(anna.formatted(50_000)), health(guests, key));
      guests.revoke();
      assertTrue(health(guests, key).contains("\"required\"}"), health(guests, key));
    }
  }

  private static String health(GuestPage guests, Map<String, String> headers) {
    return guests.whole("GET", "/api/health", "", headers);
  }

  @Test
  void aGuestIsToldThatItIsTheirBudgetAndWhenItRenews() {
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 1_000).invite(1_200)) {
      guests.change("SET tokensLeft = :left", Map.of(":left", 700));
      String told = guests.whole("POST", "/api/ask", QUESTION, Map.of("x-access-key", ANNA));
      assertTrue(told.contains("\"budget\":\"guest\""), told);
      assertTrue(told.contains("Your access key has 700 of its 1200 tokens left today"), told);
      assertTrue(told.contains("retry-after=43140"), told);
      guests
          .page
          .table
          .change(
              new assistant.function.aws.Table.Change(
                  "day#2096-11-23", "SET tokens = :used", Map.of(":used", 99_999)))
          .join();
      String everybodys = guests.whole("POST", "/api/ask", QUESTION, Map.of());
      assertTrue(everybodys.contains("Today's budget for answers is used up."), everybodys);
      assertTrue(!everybodys.contains("\"budget\":"), everybodys);
    }
  }

  @Test
  void whereKeysAreOptionalAWrongOneIsNotTakenForNone() {
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 1_000).invite(50_000)) {
      assertEquals("200", guests.ask(QUESTION));
      assertEquals("200", guests.ask(QUESTION, "authorization", "Bearer DUMMY_KEY"));
      assertEquals("50000 left, 0 used", guests.books());
      assertEquals("401 access_required", guests.ask(QUESTION, "x-access-key", WRONG));
      assertEquals("401 access_required", guests.ask(QUESTION, "authorization", "Bearer " + WRONG));
      assertEquals("200", guests.asAnna(QUESTION));
      assertEquals("49992 left, 8 used", guests.books());
      assertEquals(24, guests.page.count("tokens"));
    }
  }

  @Test
  void whereThePageIsOpenNoKeyIsLookedAt() {
    try (GuestPage guests = new GuestPage(Access.OPEN, 100_000, 1_000).invite(50_000)) {
      assertEquals("200", guests.ask(QUESTION, "authorization", "Bearer " + WRONG));
      assertEquals("200", guests.ask(QUESTION, "x-access-key", WRONG));
      assertEquals("200", guests.asAnna(QUESTION));
      assertEquals("50000 left, 0 used", guests.books());
      assertTrue(health(guests, Map.of("x-access-key", ANNA)).contains("\"access\":\"open\"}"));
    }
  }
}
