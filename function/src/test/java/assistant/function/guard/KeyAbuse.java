package assistant.function.guard;

import static assistant.function.guard.GuardedPage.inTurn;
import static assistant.function.guard.GuestPage.ANNA;

import assistant.function.chain.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One way to misuse access keys, and what comes of it. Each has a page of its own for invited
/// guests alone, with a thousand asks an address, on which anna has 50,000 tokens a day.
record KeyAbuse(String name, Attack attack, String outcome) {
  /// Tells what came back, and what it cost.
  interface Attack {
    String on(GuestPage guests) throws Exception;
  }

  /// Its answer counts 8.
  private static final String QUESTION = "stub: text=Hi";

  /// The same, but slower than twenty can be asked one after the other.
  private static final String HELD = "stub: held text=Hi";

  private static final String SLOW = "stub: first=900 text=Hi";

  private static final String WRONG = "ask-wrongwrongwrongwrongwrong1";
  private static final String NOBODY = "401 access_required";

  static Stream<KeyAbuse> byTheKeysForm() {
    return Stream.of(
        new KeyAbuse(
            "no key at all",
            g -> g.ask(QUESTION) + "; asked " + g.page.model.asked().size(),
            NOBODY + "; asked 0"),
        new KeyAbuse(
            "a key that was made up",
            g ->
                g.ask(QUESTION, "x-access-key", WRONG)
                    + "; "
                    + g.page.count("access_required")
                    + "; "
                    + g.page.count("tokens"),
            NOBODY + "; 1; 0"),
        new KeyAbuse(
            "a part of a key, and more than it",
            g ->
                inTurn(
                    2,
                    i ->
                        g.ask(QUESTION, "x-access-key", i == 0 ? ANNA.substring(0, 29) : ANNA + 1)),
            "2 × " + NOBODY),
        new KeyAbuse(
            "the key in capitals is the same key, not a second budget",
            g -> g.ask(QUESTION, "x-access-key", ANNA.toUpperCase(Locale.ROOT)) + "; " + g.books(),
            "200; 49992 left, 8 used"),
        new KeyAbuse(
            "blanks around the key, and within it",
            g ->
                g.ask(QUESTION, "x-access-key", " " + ANNA + "\t")
                    + "; "
                    + g.ask(QUESTION, "x-access-key", ANNA.replace("ask-", "ask- ")),
            "200; " + NOBODY),
        new KeyAbuse(
            "an empty key",
            g -> g.ask(QUESTION, "x-access-key", " ") + "; " + g.page.count("access_required"),
            NOBODY + "; 0"),
        new KeyAbuse(
            "a key of ten thousand characters",
            g -> g.ask(QUESTION, "x-access-key", "ask-" + "a".repeat(10_000)),
            NOBODY),
        new KeyAbuse(
            "other items' names as a key",
            g ->
                inTurn(
                    3,
                    i ->
                        g.ask(
                            QUESTION,
                            "x-access-key",
                            List.of("page", "day#2096-11-23", GuestPage.key(ANNA).item()).get(i))),
            "3 × " + NOBODY),
        new KeyAbuse(
            "the hash, by one who has read the table",
            g -> g.ask(QUESTION, "x-access-key", GuestPage.key(ANNA).hash()),
            NOBODY),
        new KeyAbuse(
            "a key in a cookie, which another site's page could send along",
            g -> g.ask(QUESTION, "cookie", "access-key=" + ANNA + "; x-access-key=" + ANNA),
            NOBODY),
        new KeyAbuse(
            "a key in the body",
            g ->
                g.ask(
                    "{\"question\":\"Hi\",\"key\":\""
                        + ANNA
                        + "\",\"x-access-key\":\""
                        + ANNA
                        + "\"}",
                    "content-type",
                    "application/json"),
            NOBODY),
        new KeyAbuse(
            "Authorization of another kind",
            g -> inTurn(2, i -> g.ask(QUESTION, "authorization", (i == 0 ? "Basic " : "") + ANNA)),
            "2 × " + NOBODY),
        new KeyAbuse(
            "the key as a bearer's is the same key",
            g -> g.ask(QUESTION, "authorization", "bearer " + ANNA) + "; " + g.books(),
            "200; 49992 left, 8 used"),
        new KeyAbuse(
            "what OpenAI's clients send without a key",
            g ->
                inTurn(
                    3,
                    i ->
                        g.ask(
                            QUESTION,
                            "authorization",
                            List.of("Bearer sk-", "Bearer DUMMY_KEY", "Bearer").get(i))),
            "3 × " + NOBODY),
        new KeyAbuse(
            "a wrong key beside a right one",
            g ->
                g.ask(QUESTION, "x-access-key", WRONG, "authorization", "Bearer " + ANNA)
                    + "; "
                    + g.books(),
            NOBODY + "; 50000 left, 0 used"));
  }

  static Stream<KeyAbuse> byTheKeysLife() {
    return Stream.of(
        new KeyAbuse(
            "a key at the second at which it expires",
            g -> {
              g.invite(ANNA, 50_000, g.page.now.plusSeconds(1));
              String before = g.asAnna(QUESTION);
              g.page.now = g.page.now.plusSeconds(1);
              return before + "; " + g.asAnna(QUESTION) + "; " + g.books();
            },
            "200; " + NOBODY + "; 49992 left, 8 used"),
        new KeyAbuse(
            "a key that expired, on another day",
            g -> {
              g.page.now = g.page.now.plusSeconds(31 * 86_400);
              return g.asAnna(QUESTION) + "; " + g.books();
            },
            NOBODY + "; 50000 left, 0 used"),
        new KeyAbuse(
            "a key that was revoked",
            g -> {
              g.revoke();
              return g.asAnna(QUESTION) + "; " + g.books();
            },
            NOBODY + "; 50000 left, 0 used"),
        new KeyAbuse(
            "a key that was revoked, on another day",
            g -> {
              g.revoke();
              g.page.now = g.page.now.plusSeconds(86_400);
              return g.asAnna(QUESTION) + "; " + g.books();
            },
            NOBODY + "; 50000 left, 0 used"),
        new KeyAbuse(
            "asking on while the key is revoked: that answer is the last, and is counted",
            g -> {
              Thread ask = Thread.ofVirtual().start(() -> g.asAnna(SLOW));
              asked(g, 1);
              g.revoke();
              ask.join();
              return g.books() + "; " + g.asAnna(QUESTION) + "; " + g.page.count("tokens");
            },
            "49992 left, 8 used; " + NOBODY + "; 8"),
        new KeyAbuse(
            "a key whose item goes while it is used: it does not come back",
            g -> {
              var gone = Optional.of(GuestPage.key(WRONG));
              var guest = Optional.of(new Guest("anna", 9, 9));
              new AccessKeys(g.page.table)
                  .settle(new AccessKeys.Hold(gone, "2096-11-23", 9, guest), new Reply.Usage(1, 2))
                  .join();
              return g.ask(QUESTION, "x-access-key", WRONG)
                  + "; "
                  + g.page.table.read(gone.get().item()).join().attributes();
            },
            NOBODY + "; {}"));
  }

  static Stream<KeyAbuse> ofTheBudget() {
    return Stream.of(
        new KeyAbuse(
            "many who race for the last of one key's tokens",
            g -> {
              g.change("SET tokensLeft = :left", Map.of(":left", 3_500));
              return g.page.together(
                      20, i -> g.page.ask("192.0.2." + i, HELD, "x-access-key", ANNA))
                  + "; "
                  + g.books()
                  + "; "
                  + g.page.count("tokens");
            },
            "3 × 200, 17 × 429 budget_used_up; 3476 left, 24 used; 24"),
        new KeyAbuse(
            "a question larger than the key's whole day",
            g -> {
              g.invite(900);
              return g.asAnna(QUESTION) + "; " + g.books() + "; " + g.page.count("tokens");
            },
            "429 budget_used_up; 900 left, 0 used; 0"),
        new KeyAbuse(
            "the same on a day that has not begun",
            g -> {
              g.invite(900);
              g.page.now = g.page.now.plusSeconds(86_400);
              return g.asAnna(QUESTION) + "; " + g.books();
            },
            "429 budget_used_up; 900 left, 0 used"),
        new KeyAbuse(
            "a shared key shares its budget, from wherever",
            g ->
                inTurn(4, i -> g.page.ask("198.51.100." + i, QUESTION, "x-access-key", ANNA))
                    + "; "
                    + g.books(),
            "4 × 200; 49968 left, 32 used"),
        new KeyAbuse(
            "a key's budget is no way around the day's",
            g -> {
              g.page
                  .table
                  .change(
                      new assistant.function.aws.Table.Change(
                          "day#2096-11-23", "SET tokens = :used", Map.of(":used", 99_500)))
                  .join();
              return g.asAnna(QUESTION) + "; " + g.books() + "; " + g.page.count("tokens");
            },
            "429 budget_used_up; 50000 left, 0 used; 99500"),
        new KeyAbuse(
            "asking while the page is closed",
            g -> {
              g.page
                  .table
                  .change(
                      new assistant.function.aws.Table.Change(
                          "page", "SET paused = :one", Map.of(":one", 1)))
                  .join();
              return g.asAnna(QUESTION) + "; " + g.books() + "; " + g.page.count("tokens");
            },
            "503 paused; 50000 left, 0 used; 0"),
        new KeyAbuse(
            "an ask before midnight that ends after it: the new day is whole",
            g -> {
              g.page.now = Instant.parse("2096-11-23T23:59:59Z");
              Thread ask = Thread.ofVirtual().start(() -> g.asAnna(SLOW));
              asked(g, 1);
              g.page.now = Instant.parse("2096-11-24T00:00:01Z");
              String second = g.asAnna(QUESTION);
              ask.join();
              return second + "; " + g.books() + "; " + g.item().text("usedDay").orElse("");
            },
            "200; 49992 left, 16 used; 2096-11-24"),
        new KeyAbuse(
            "many who begin the day together: there is one day's budget",
            g -> {
              g.invite(3_500);
              g.page.now = g.page.now.plusSeconds(86_400);
              return g.page.together(
                      20, i -> g.page.ask("192.0.2." + i, HELD, "x-access-key", ANNA))
                  + "; "
                  + g.books();
            },
            "3 × 200, 17 × 429 budget_used_up; 3476 left, 24 used"),
        new KeyAbuse(
            "an instance whose clock is behind has no second budget",
            g -> {
              g.change(
                  "SET usedDay = :day, tokensLeft = :left",
                  Map.of(":day", "2096-11-24", ":left", 900));
              return g.asAnna(QUESTION) + "; " + g.books() + "; " + g.item().text("usedDay").get();
            },
            "429 budget_used_up; 900 left, 0 used; 2096-11-24"),
        new KeyAbuse(
            "a model that refuses uses nothing",
            g -> g.asAnna("stub: status=401") + "; " + g.books(),
            "503 model_auth_failed; 50000 left, 0 used"),
        new KeyAbuse(
            "stopping at once: what was made is counted, for the key as for the day",
            g -> {
              String id = "00112233445566778899aabbccddeeff";
              Thread ask =
                  Thread.ofVirtual()
                      .start(() ->
                          g.ask(
                              "stub: tokens=100 every=50",
                              "x-access-key",
                              ANNA,
                              "x-answer-id",
                              id));
              asked(g, 1);
              g.page.call("DELETE", "/api/answers/" + id, "192.0.2.9", Map.of(), new byte[0]);
              ask.join();
              long used = g.item().number("usedTokens");
              return (used > 0 && used == g.page.count("tokens"))
                  + "; "
                  + (g.item().number("tokensLeft") + used);
            },
            "true; 50000"),
        new KeyAbuse(
            "an answer's id used twice gives the second reservation back",
            g ->
                inTurn(
                        2,
                        i ->
                            g.ask(
                                QUESTION,
                                "x-access-key",
                                ANNA,
                                "x-answer-id",
                                "00112233445566778899aabbccddeeff"))
                    + "; "
                    + g.books(),
            "1 × 200, 1 × 409 answer_id_used; 49992 left, 8 used"));
  }

  private static void asked(GuestPage guests, int times) throws InterruptedException {
    while (guests.page.model.asked().size() < times) {
      Thread.sleep(5);
    }
  }
}
