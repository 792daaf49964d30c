package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// A guest's key as it stands in the table, in DynamoDB's JSON.
record GuestItem(JsonNode json) {
  /// Seconds for which an ended key stays in the list.
  private static final long LISTED = 35 * 86_400L;

  static ObjectNode fresh(GuestKey key, GuestSettings guest, Instant now, long until) {
    ObjectNode item = new ObjectMapper().createObjectNode();
    put(item, "pk", "key#" + key.hash());
    put(item, "guest", guest.name());
    put(item, "usedDay", date(now.getEpochSecond()));
    put(item, "dailyTokens", guest.tokens());
    put(item, "tokensLeft", guest.tokens());
    put(item, "usedTokens", 0);
    put(item, "validUntil", until);
    put(item, "expires", until + LISTED);
    return item;
  }

  String name() {
    return text("guest");
  }

  /// The first digits of the hash, as the log has them.
  String brief() {
    return text("pk").substring(4, 10);
  }

  boolean valid(Instant now) {
    return !json.has("revoked") && number("validUntil") > now.getEpochSecond();
  }

  /// A line of the owner's list.
  String told(Instant now) {
    boolean today = text("usedDay").equals(date(now.getEpochSecond()));
    String end = json.has("revoked") ? "revoked" : valid(now) ? "until " : "ended ";
    return "%s (%s): %s of %s tokens today, %s in all, %s"
        .formatted(
            name(),
            brief(),
            figures(today ? number("dailyTokens") - number("tokensLeft") : 0),
            figures(number("dailyTokens")),
            figures(number("usedTokens")),
            json.has("revoked") ? end : end + date(number("validUntil")));
  }

  private String text(String attribute) {
    return json.path(attribute).path("S").asText();
  }

  private long number(String attribute) {
    return json.path(attribute).path("N").asLong();
  }

  static void put(ObjectNode item, String attribute, Object value) {
    item.putObject(attribute).put(value instanceof Number ? "N" : "S", value.toString());
  }

  static String figures(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String date(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC).toString();
  }
}
