package assistant.function.guard;

import static assistant.function.guard.GuardedPage.atOnce;
import static assistant.function.guard.GuardedPage.inTurn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Days;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What askers say of answers: counted once, only of answers that were given, and no more is kept
/// than they send.
@Tag("process")
class FeedbackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = " 1.2.0 stub-1";

  private final GuardedPage page = GuardedPage.of(1_000_000, 10);

  @AfterEach
  void close() {
    page.close();
  }

  private String receipt() throws Exception {
    return receipt(page);
  }

  private static String receipt(GuardedPage of) throws Exception {
    var heard =
        of.heard(
            "POST",
            "/api/ask",
            "192.0.2.1",
            Map.of("accept", "application/json"),
            "stub: text=Hi".getBytes(StandardCharsets.UTF_8));
    return JSON.readTree(heard.body()).path("receipt").asText();
  }

  private String rate(String receipt, String more) {
    return send("/api/ratings", "{\"receipt\":\"" + receipt + "\"," + more + "}");
  }

  private String send(String path, String body) {
    return page.call(
        "POST",
        path,
        "192.0.2.1",
        Map.of("content-type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// The votes of a day that are not 0.
  private Map<String, String> votes(String date) {
    Map<String, String> votes = new TreeMap<>();
    Days.of(page.table, date)
        .attributes()
        .forEach((name, value) -> {
          if (name.startsWith("rated ") && !value.equals("0")) {
            votes.put(name.substring(6), value);
          }
        });
    return votes;
  }

  @Test
  void theLastVoteOnAnAnswerCountsOnce() throws Exception {
    String receipt = receipt();
    assertEquals("204", rate(receipt, "\"rating\":\"up\""));
    assertEquals("204", rate(receipt, "\"rating\":\"up\""));
    assertEquals(Map.of("up" + MODEL, "1"), votes("2096-11-23"));
    assertEquals("204", rate(receipt, "\"rating\":\"down\""));
    assertEquals(Map.of("down" + MODEL, "1"), votes("2096-11-23"));
    assertEquals("204", rate(receipt, "\"rating\":\"down\",\"reason\":\"too_long\""));
    assertEquals("204", rate(receipt(), "\"rating\":\"down\",\"reason\":\"other\""));
    Map<String, String> votes =
        Map.of("down" + MODEL, "2", "too_long" + MODEL, "1", "other" + MODEL, "1");
    assertEquals(votes, votes("2096-11-23"));
    page.now = Instant.parse("2096-11-24T12:00:00Z");
    assertEquals("204", rate(receipt, "\"rating\":\"up\""));
    assertEquals(
        Map.of("down" + MODEL, "1", "up" + MODEL, "1", "other" + MODEL, "1"), votes("2096-11-23"));
    assertEquals(Map.of(), votes("2096-11-24"));
  }

  @Test
  void votesAtOnceCountOnce() throws Exception {
    String receipt = receipt();
    atOnce(8, i -> rate(receipt, i % 2 == 0 ? "\"rating\":\"up\"" : "\"rating\":\"down\""));
    assertEquals(List.of("1"), List.copyOf(votes("2096-11-23").values()));
  }

  @Test
  void onlyWhatWasAnsweredHereCanBeRatedAndNotForEver() throws Exception {
    String receipt = receipt();
    byte[] changed = Base64.getUrlDecoder().decode(receipt);
    changed[changed.length - 1] ^= 1;
    GuardedPage other = GuardedPage.of(1_000_000, 10);
    String elsewhere = receipt(other);
    other.close();
    for (String none :
        List.of(
            "x",
            "AAAA",
            "!".repeat(40),
            "A".repeat(600),
            receipt.substring(4),
            Base64.getUrlEncoder().withoutPadding().encodeToString(changed),
            elsewhere)) {
      assertEquals("400 body_invalid", rate(none, "\"rating\":\"up\""), none);
    }
    page.now = page.now.plusSeconds(7 * 86_400);
    assertEquals("204", rate(receipt, "\"rating\":\"up\""));
    page.now = page.now.plusSeconds(86_400);
    assertEquals("400 body_invalid", rate(receipt, "\"rating\":\"down\""));
    assertEquals(Map.of("up" + MODEL, "1"), votes("2096-11-23"));
  }

  @Test
  void whatIsNoVoteIsRefused() throws Exception {
    String receipt = receipt();
    for (String vote :
        List.of(
            "\"rating\":\"fine\"",
            "\"rating\":1",
            "\"reason\":\"wrong\"",
            "\"rating\":\"up\",\"reason\":\"wrong\"",
            "\"rating\":\"down\",\"reason\":\"I am anna\"",
            "\"rating\":\"down\",\"text\":\"I am anna\"",
            "\"rating\":\"up\",\"rating\":\"down\"",
            "\"rating\":\"up\"} {")) {
      assertEquals("400 body_invalid", rate(receipt, vote), vote);
    }
    assertEquals("413 body_too_large", rate(receipt + "A".repeat(2_000), "\"rating\":\"up\""));
    assertEquals(
        "415 media_type_unsupported",
        page.call("POST", "/api/ratings", "192.0.2.1", Map.of(), "up".getBytes()));
    assertEquals(Map.of(), votes("2096-11-23"));
  }

  @Test
  void anAddressMaySayFourTimesAsMuchAsItAsks() throws Exception {
    String receipt = receipt();
    assertEquals(
        "40 × 204, 3 × 429 rate_limited", inTurn(43, i -> rate(receipt, "\"rating\":\"up\"")));
    assertEquals("200", page.ask("192.0.2.1", "stub: text=Hi"), "it costs no asks");
  }

  @Test
  void aReceiptHoldsNothingOfWhoAskedAndTheLogNothingOfWhatWasSaid() throws Exception {
    String receipt = receipt();
    String words = new String(Base64.getUrlDecoder().decode(receipt), StandardCharsets.ISO_8859_1);
    assertTrue(words.substring(16).matches("[0-9a-f]{32} 2096-11-23 1\\.2\\.0 stub-1"), words);
    assertNotEquals(receipt, receipt());
    rate(receipt, "\"rating\":\"down\",\"reason\":\"wrong\"");
    String line = page.log.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    JsonNode json = JSON.readTree(line);
    assertEquals("POST /api/ratings", json.path("route").asText());
    assertEquals(
        List.of("stub-1", "down", "wrong", "0"),
        List.of(
            json.path("gen_ai.response.model").asText(),
            json.path("rating").asText(),
            json.path("reason").asText(),
            json.path("assistant.rating").asText()));
    assertFalse(line.contains(receipt), line);
  }

  @Test
  void whatIsSentToTheOwnerIsKeptForThirtyDaysAndOnce() throws Exception {
    String receipt = receipt();
    String body =
        "{\"receipt\":\"%s\",\"question\":\"Why?\",\"answer\":\"%s\"}".formatted(receipt, "So.");
    assertEquals("2 × 204", inTurn(2, i -> send("/api/shared", body)));
    String id = new String(Base64.getUrlDecoder().decode(receipt), StandardCharsets.ISO_8859_1);
    Map<String, String> kept =
        new TreeMap<>(page.table.read("shared#" + id.substring(16, 48)).join().attributes());
    long now = page.now.getEpochSecond();
    assertEquals(
        new TreeMap<>(
            Map.of(
                "pk", kept.get("pk"),
                "question", "Why?",
                "answer", "So.",
                "answeredBy", "stub-1",
                "builtAs", "1.2.0",
                "sentAt", Long.toString(now),
                "expires", Long.toString(now + 30 * 86_400))),
        kept);
    assertEquals("400 body_invalid", send("/api/shared", body.replace(receipt, "AAAA")));
    assertEquals("400 body_invalid", send("/api/shared", body.replace("Why?", " ")));
    assertEquals(
        "413 body_too_large", send("/api/shared", body.replace("So.", "a".repeat(200_000))));
  }

  @Test
  void whereTheOwnerDoesNotWantThemThereAreNone() throws Exception {
    String said = page.log.toString(StandardCharsets.UTF_8);
    assertEquals("", said);
    try (assistant.stubs.StubModel stub = assistant.stubs.StubModel.start()) {
      Map<String, String> settings = new TreeMap<>(assistant.dynamodb.Tables.environment());
      settings.put("OPENAI_BASE_URL", stub.url().toString());
      settings.put("RATINGS", "false");
      var door = assistant.function.RouterDoor.open(settings);
      var json = Map.of("accept", "application/json", "content-type", "application/json");
      var answer =
          door.call(
              new assistant.function.Door.Call(
                  "POST", "/api/ask", json, "{\"question\":\"Hi\"}".getBytes()));
      assertFalse(JSON.readTree(answer.body()).has("receipt"), answer.body());
      for (String path : List.of("/api/ratings", "/api/shared")) {
        var told = door.call(new assistant.function.Door.Call("POST", path, json, "{}".getBytes()));
        assertEquals(404, told.status());
      }
    }
  }
}
