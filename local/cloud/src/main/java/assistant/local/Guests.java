package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `invite`, `invites` and `revoke` inside a container, where the owner's commands do not reach: a
/// guest stands in the table as `make invite` writes one, the key only by its hash.
record Guests(RunningTable table, String page, String access, Instant now) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = 86_400;

  /// The first word says which of the three, the others are settings such as `NAME=anna`.
  public static void main(String[] words) {
    try {
      Map<String, String> settings = GuestSettings.read(words);
      RunningTable table = RunningTable.of(System.getenv());
      Guests guests = new Guests(table, table.page(System.getenv()), table.access(), Instant.now());
      switch (words.length == 0 ? "" : words[0]) {
        case "invite" -> guests.invite(GuestSettings.of(settings)).forEach(System.out::println);
        case "invites" -> guests.list().forEach(System.out::println);
        case "revoke" -> guests.revoke(GuestSettings.name(settings)).forEach(System.out::println);
        default -> throw new IllegalArgumentException("Say which: invite, invites, revoke.");
      }
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(1);
    }
  }

  List<String> invite(GuestSettings guest) throws IOException, InterruptedException {
    for (GuestItem known : valid()) {
      if (known.name().equals(guest.name())) {
        throw new IllegalArgumentException(
            "%s has a key already (%s). Take it back first, revoke NAME=\"%s\", or choose another name."
                .formatted(guest.name(), known.brief(), guest.name()));
      }
    }
    GuestKey key = GuestKey.draw();
    long until = now.getEpochSecond() + guest.days() * DAY;
    ObjectNode request = JSON.createObjectNode();
    request.set("Item", GuestItem.fresh(key, guest, now, until));
    request.put("ConditionExpression", "attribute_not_exists(pk)");
    table.call("PutItem", request);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s may use %s tokens a day until %s (UTC). The key is shown this once and kept nowhere:"
            .formatted(guest.name(), GuestItem.figures(guest.tokens()), GuestItem.date(until)));
    lines.addAll(List.of("", "  " + page + "/#key=" + key.text(), "", "  " + key.text(), ""));
    lines.add(
        "The link opens the page for them. Programs send the key as X-Access-Key or as Authorization: Bearer.");
    if (access.equals("open")) {
      lines.add(
          "So far this page lets everybody in, and looks at no key: start the container with -e ACCESS=required, or ACCESS=optional.");
    }
    return lines;
  }

  List<String> list() throws IOException, InterruptedException {
    List<GuestItem> keys = keys();
    return keys.isEmpty()
        ? List.of("Nobody is invited. The first: invite NAME=anna TOKENS=50000 DAYS=30")
        : keys.stream().map(key -> key.told(now)).sorted().toList();
  }

  List<String> revoke(String name) throws IOException, InterruptedException {
    List<GuestItem> theirs = valid().stream().filter(key -> key.name().equals(name)).toList();
    if (theirs.isEmpty()) {
      throw new IllegalArgumentException(
          name + " has no key that is valid. Those who have are in the list: invites");
    }
    for (GuestItem key : theirs) {
      ObjectNode request = JSON.createObjectNode();
      request.putObject("Key").set("pk", key.json().path("pk"));
      request.put("UpdateExpression", "SET revoked = :one");
      request.put("ConditionExpression", "attribute_exists(pk)");
      GuestItem.put(request.putObject("ExpressionAttributeValues"), ":one", 1);
      table.call("UpdateItem", request);
    }
    return List.of("%s's key is revoked: the next question by it is refused.".formatted(name));
  }

  private List<GuestItem> valid() throws IOException, InterruptedException {
    return keys().stream().filter(key -> key.valid(now)).toList();
  }

  private List<GuestItem> keys() throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode();
    request.put("FilterExpression", "begins_with(pk, :prefix)");
    GuestItem.put(request.putObject("ExpressionAttributeValues"), ":prefix", "key#");
    List<GuestItem> keys = new ArrayList<>();
    table.call("Scan", request).path("Items").forEach(item -> keys.add(new GuestItem(item)));
    return keys;
  }
}
