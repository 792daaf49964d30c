package assistant.function.guard;

import static assistant.function.guard.GuardedPage.atOnce;
import static assistant.function.guard.GuardedPage.inTurn;

import java.time.Instant;
import java.util.stream.Stream;

/// One way to misuse the page, and what comes of it. Each has a page of its own, with three asks an
/// address and a budget of 100,000 tokens.
record Abuse(String name, Attack attack, String outcome) {
  /// Tells what came back, and what it cost.
  interface Attack {
    String on(GuardedPage page) throws Exception;
  }

  private static final String DIRECT = "192.0.2.1";
  private static final String CLOUDFRONT = "203.0.113.5";

  static Stream<Abuse> ofTheAddress() {
    return Stream.of(
        new Abuse(
            "a new X-Forwarded-For each time",
            page -> inTurn(5, i -> page.ask(DIRECT, "Hi", "x-forwarded-for", "198.51.100." + i)),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "CloudFront's header on a direct call",
            page ->
                inTurn(
                    5,
                    i ->
                        page.ask(
                            DIRECT, "Hi", "cloudfront-viewer-address", "198.51.100." + i + ":9")),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "CloudFront's header with a guessed proof",
            page ->
                inTurn(
                    5,
                    i ->
                        page.ask(
                            DIRECT,
                            "Hi",
                            "cloudfront-viewer-address",
                            "198.51.100." + i + ":9",
                            "x-origin-verify",
                            GuardedPage.ORIGIN.toUpperCase(java.util.Locale.ROOT))),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "a second way in, to ask twice as much: it is the same address on both",
            page ->
                inTurn(
                    5,
                    i ->
                        i % 2 == 0
                            ? page.ask("198.51.100.7", "Hi")
                            : page.ask(
                                CLOUDFRONT,
                                "Hi",
                                "cloudfront-viewer-address",
                                "198.51.100.7:" + i,
                                "x-origin-verify",
                                GuardedPage.ORIGIN)),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "another IPv6 address of one's own network each time",
            page -> inTurn(5, i -> page.ask("2001:db8:7:7:" + i + "::1", "Hi")),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "a source address that is none",
            page -> inTurn(5, i -> page.ask(i % 2 == 0 ? "" : "nowhere", "Hi")),
            "3 × 200, 2 × 429 rate_limited"),
        new Abuse(
            "twenty asks of one address at the same moment",
            page -> atOnce(20, i -> page.ask(DIRECT, "Hi")) + "; " + page.count("rate_limited"),
            "3 × 200, 17 × 429 rate_limited; 17"),
        new Abuse(
            "the same request replayed",
            page -> {
              byte[] body = "Hi".getBytes(java.nio.charset.StandardCharsets.UTF_8);
              return inTurn(5, i -> page.send(DIRECT, body)) + "; " + page.count("asks");
            },
            "3 × 200, 2 × 429 rate_limited; 3"),
        new Abuse(
            "waiting for the next five minutes",
            page -> {
              String before = inTurn(4, i -> page.ask(DIRECT, "Hi"));
              page.now = Instant.parse("2096-11-23T12:05:00Z");
              return before + "; " + inTurn(4, i -> page.ask(DIRECT, "Hi"));
            },
            "3 × 200, 1 × 429 rate_limited; 3 × 200, 1 × 429 rate_limited"));
  }

  static Stream<Abuse> ofTheSize() {
    return Stream.of(
        new Abuse(
            "a question over the limit by characters that look like one",
            page -> page.ask(DIRECT, "e" + "\u0301".repeat(4000)) + "; " + page.count("asks"),
            "413 question_too_long; 0"),
        new Abuse(
            "characters of four bytes, that count as one: they are reserved by their bytes",
            page ->
                page.together(20, i -> page.ask("192.0.2." + i, "stub: held " + "𓀀".repeat(3900))),
            "5 × 200, 15 × 429 budget_used_up"),
        new Abuse(
            "a history of as many turns as one likes",
            page -> page.ask(DIRECT, history(21, "user", 1), JSON_TYPE) + "; " + page.count("asks"),
            "400 history_invalid; 0"),
        new Abuse(
            "a history of long turns",
            page ->
                page.ask(DIRECT, history(20, "user", 4001), JSON_TYPE) + "; " + page.count("asks"),
            "400 history_invalid; 0"),
        new Abuse(
            "a history in which the system speaks",
            page ->
                page.ask(DIRECT, history(1, "system", 9), JSON_TYPE) + "; " + page.count("asks"),
            "400 history_invalid; 0"),
        new Abuse(
            "a body of two megabytes",
            page -> page.send(DIRECT, new byte[2 << 20]) + "; " + page.count("asks"),
            "413 body_too_large; 0"),
        new Abuse(
            "half a character in an escape",
            page ->
                page.ask(DIRECT, "{\"question\":\"\\ud83d\"}", JSON_TYPE)
                    + "; "
                    + page.count("asks"),
            "400 body_invalid; 0"),
        new Abuse(
            "questions without a question, to use up the budget of others",
            page -> inTurn(9, i -> page.ask(DIRECT, " ")) + "; " + page.count("tokens"),
            "9 × 400 question_missing; 0"));
  }

  private static final String[] JSON_TYPE = {"content-type", "application/json"};

  private static String history(int turns, String role, int length) {
    String turn = "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, "a".repeat(length));
    return "{\"question\":\"Hi\",\"history\":["
        + String.join(",", java.util.Collections.nCopies(turns, turn))
        + "]}";
  }
}
