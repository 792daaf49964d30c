package assistant.function.guard;

import assistant.function.aws.Item;
import assistant.function.aws.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// A guarded page with guests: it invites them as `make invite` does, and reads what stands in
/// their items.
final class GuestPage implements AutoCloseable {
  static final String ANNA = "ask-annaannaannaannaannaannaan";

  final GuardedPage page;

  GuestPage(Access access, long dailyTokens, int asks) {
    page = GuardedPage.of(dailyTokens, asks, access);
  }

  static AccessKey key(String key) {
    return AccessKey.of(
            new assistant.function.http.Request(
                "r", "POST", "/", Map.of("x-access-key", key), new byte[0], ""))
        .orElseThrow();
  }

  /// As `infra/commands/keys.mjs` writes it.
  GuestPage invite(String key, long tokens, Instant until) {
    page.table
        .change(
            new Table.Change(
                key(key).item(),
                "SET guest = :name, dailyTokens = :tokens, tokensLeft = :tokens, usedDay = :day, usedTokens = :none,"
                    + " validUntil = :until, expires = :expires",
                Map.of(
                    ":name",
                    "anna",
                    ":tokens",
                    tokens,
                    ":day",
                    Day.of(page.now).date().toString(),
                    ":none",
                    0,
                    ":until",
                    until.getEpochSecond(),
                    ":expires",
                    until.getEpochSecond() + 86_400)))
        .join();
    return this;
  }

  GuestPage invite(long tokens) {
    return invite(ANNA, tokens, page.now.plusSeconds(30 * 86_400));
  }

  void revoke() {
    change("SET revoked = :one", Map.of(":one", 1));
  }

  void change(String update, Map<String, Object> values) {
    page.table.change(new Table.Change(key(ANNA).item(), update, values)).join();
  }

  Item item() {
    return page.table.read(key(ANNA).item()).join();
  }

  /// What is left of today's tokens, and what was used in all.
  String books() {
    return item().number("tokensLeft") + " left, " + item().number("usedTokens") + " used";
  }

  String ask(String question, String... headers) {
    return page.ask("192.0.2.1", question, headers);
  }

  /// By the key that was invited.
  String asAnna(String question) {
    return ask(question, "x-access-key", ANNA);
  }

  /// The bytes of the answer, and its headers.
  String whole(String method, String path, String question, Map<String, String> headers) {
    var heard =
        page.heard(method, path, "192.0.2.1", headers, question.getBytes(StandardCharsets.UTF_8));
    return heard.status()
        + " "
        + new java.util.TreeMap<>(heard.headers())
        + new String(heard.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    page.close();
  }
}
