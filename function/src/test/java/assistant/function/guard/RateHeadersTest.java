package assistant.function.guard;

import static assistant.function.guard.GuestPage.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.lambda.BufferedExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What `/api/v1` tells in its headers of what an asker has left, as OpenAI tells it.
@Tag("process")
class RateHeadersTest {
  private static final Map<String, String> BY_ANNA = Map.of("x-access-key", ANNA);
  private static final String CHAT = "/api/v1/chat/completions";

  @Test
  void everyAnswerTellsTheAsksThatAreLeft() {
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 3)) {
      assertEquals(
          "200 {limit-requests=3, remaining-requests=2, reset-requests=%s}"
              .formatted(reset(guests)),
          chat(guests, Map.of(), "stub: text=Hi", false));
      // A refusal tells it, too, whoever refused.
      assertEquals(
          "503 {limit-requests=3, remaining-requests=1, reset-requests=%s}"
              .formatted(reset(guests)),
          chat(guests, Map.of(), "stub: status=401", true));
      assertEquals(
          "200 {limit-requests=3, remaining-requests=0, reset-requests=%s}"
              .formatted(reset(guests)),
          chat(guests, Map.of(), "stub: text=Hi", true));
      assertEquals(
          "429 {limit-requests=3, remaining-requests=0, reset-requests=%s}"
              .formatted(reset(guests)),
          chat(guests, Map.of(), "stub: text=Hi", true));
    }
  }

  @Test
  void aGuestIsToldTheTokensToo() {
    try (GuestPage guests = new GuestPage(Access.REQUIRED, 100_000, 1_000).invite(9_000)) {
      String first = chat(guests, BY_ANNA, "stub: text=Hi", false);
      assertTrue(
          first.contains("limit-tokens=9000, remaining-requests=999, remaining-tokens="), first);
      // What this answer may use was set aside; the next one finds what it did not.
      long left = Long.parseLong(first.replaceAll(".*remaining-tokens=(\\d+).*", "$1"));
      assertTrue(left > 0 && left < guests.item().number("tokensLeft"), first);
      guests.change("SET tokensLeft = :few", Map.of(":few", 7));
      String refused = chat(guests, BY_ANNA, "stub: text=Hi", false);
      assertTrue(refused.startsWith("429 ") && refused.contains("remaining-tokens=7,"), refused);
      assertTrue(refused.matches(".*reset-tokens=(\\d+h)?(\\d+m)?\\d+s}"), refused);
    }
  }

  /// Else the headers would tell a wrong key from none.
  @Test
  void whoIsNotLetInIsToldNothing() {
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 1_000)) {
      Map<String, String> wrong = Map.of("x-access-key", "ask-wrongwrongwrongwrongwrong1");
      assertEquals("401 {}", chat(guests, wrong, "stub: text=Hi", false));
    }
  }

  @Test
  void everyAnswerHasAnIdAndAWaitIsToldInMillisecondsToo() {
    try (GuestPage guests = new GuestPage(Access.OPTIONAL, 100_000, 1_000)) {
      for (String path : List.of("/api/v1/none", CHAT)) {
        assertTrue(headers(guests, "GET", path, "").containsKey("x-request-id"), path);
      }
      var headers = headers(guests, "POST", CHAT, body("stub: status=503 retry-after=20", true));
      assertEquals("20", headers.get("retry-after"), headers.toString());
      assertEquals("20000", headers.get("retry-after-ms"));
    }
  }

  private static String reset(GuestPage guests) {
    long seconds = AskRate.left(guests.page.now).toSeconds();
    return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
  }

  /// The status and those headers alone.
  private static String chat(
      GuestPage guests, Map<String, String> who, String question, boolean stream) {
    var heard = heard(guests, "POST", CHAT, who, body(question, stream));
    var told = new TreeMap<String, String>();
    heard
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith("x-ratelimit-")) {
            told.put(name.substring("x-ratelimit-".length()), value);
          }
        });
    return heard.status() + " " + told;
  }

  private static Map<String, String> headers(
      GuestPage guests, String method, String path, String body) {
    return heard(guests, method, path, Map.of(), body).headers();
  }

  private static BufferedExchange heard(
      GuestPage guests, String method, String path, Map<String, String> who, String body) {
    return guests.page.heard(method, path, "192.0.2.1", who, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String question, boolean stream) {
    String message = "{\"role\":\"user\",\"content\":\"" + question + "\"}";
    return "{\"stream\":" + stream + ",\"messages\":[" + message + "],\"input\":[" + message + "]}";
  }
}
