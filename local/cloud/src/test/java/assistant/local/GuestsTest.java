package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.stubs.StubModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A container's own commands for its guests, each a process beside the page's, over a table that
/// is kept in a file.
class GuestsTest {
  private final StubModel stub = StubModel.start();
  private final Map<String, String> environment = new TreeMap<>();
  @TempDir private Path folder;
  private Process page;
  private HttpDoor door;

  @AfterEach
  void end() throws Exception {
    if (page != null) {
      page.destroy();
      page.waitFor();
    }
    stub.close();
  }

  @Test
  void aGuestIsInvitedAsksIsListedAndRevokedAlsoOverARestart() throws Exception {
    String said = start();
    assertTrue(
        said.contains("Guests alone may ask. Invite one: docker exec CONTAINER invite NAME=anna"),
        said);
    assertEquals("401", ask("ask-none"));
    assertEquals(
        "0 Nobody is invited. The first: invite NAME=anna TOKENS=50000 DAYS=30", run("invites"));
    String told = run("invite", "NAME=anna", "TOKENS=9,000", "DAYS=3");
    assertTrue(told.startsWith("0 anna may use 9,000 tokens a day until "), told);
    assertTrue(told.contains("  https://ask.example.org/#key=ask-"), told);
    String key = told.replaceAll("(?s).*#key=(ask-[0-9a-z]{26})\n.*", "$1");
    assertEquals("200", ask(key));
    String file = Files.readString(folder.resolve("guard.jsonl"));
    assertTrue(file.contains("anna"), file);
    assertFalse(file.contains(key), "the key itself is kept");
    String list = run("invites");
    assertTrue(list.matches("0 anna \\([0-9a-f]{6}\\): [1-9]\\d* of 9,000 tokens today, .*"), list);
    assertEquals("1 anna has a key already", run("invite", "NAME=anna").substring(0, 24));

    page.destroy();
    page.waitFor();
    start();
    assertEquals("200", ask(key));
    assertEquals(
        "0 anna's key is revoked: the next question by it is refused.", run("revoke", "NAME=anna"));
    assertEquals("401", ask(key));
    assertTrue(run("invites").endsWith(", revoked"));
    assertTrue(run("revoke", "NAME=anna").startsWith("1 anna has no key that is valid."));
  }

  @Test
  void whatCannotBeReadIsToldWithTheWayOut() throws Exception {
    assertEquals(
        "1 No page runs here with a table of its own, or it is just starting.", run("invites"));
    environment.put("GUARD_TABLE", "counts");
    assertEquals(
        "1 This page counts in a DynamoDB table of yours. From the repository: GUARD_TABLE=counts make invite NAME=anna",
        run("invites"));
    environment.remove("GUARD_TABLE");
    assertEquals(
        "1 Say it as NAME=anna TOKENS=50000 DAYS=30; this is none of them: --name",
        run("invite", "--name"));
    start();
    assertEquals("1 Say whom: NAME=anna", run("invite"));
    assertTrue(run("invite", "NAME=<b>").startsWith("1 NAME must be at most 40 letters"));
    assertEquals(
        "1 TOKENS must be a whole number from 2,000 to 1,000,000,000,000: TOKENS=50000",
        run("invite", "NAME=anna", "TOKENS=5"));
    assertEquals(
        "1 DAYS must be a whole number from 1 to 3,650: DAYS=30",
        run("invite", "NAME=anna", "DAYS=1.5"));
    assertEquals("1 Say which: invite, invites, revoke.", run("uninvite"));
  }

  @Test
  void theFileThatSaysWhereTheTableIsIsItsUsersAlone() throws Exception {
    start();
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("table.json"))));
  }

  /// With what the image sets, and a name as `image/compose.yaml` gives it.
  private String start() throws IOException {
    environment.putAll(
        Map.of(
            "PORT",
            "0",
            "ACCESS",
            "required",
            "DATA",
            folder.toString(),
            "LOCAL_TABLE",
            folder.resolve("table.json").toString(),
            "HOSTNAMES",
            "ask.example.org",
            "OPENAI_BASE_URL",
            stub.url().toString(),
            "OPENAI_API_KEY",
            "none",
            "FUNCTION_CLASSPATH",
            Clouds.CLASS_PATH,
            "INVITE",
            "docker exec CONTAINER invite"));
    page = process(Main.class);
    var out =
        new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.contains("Ctrl-C ends it.")) {
        break;
      }
    }
    String said = String.join("\n", lines);
    door =
        new HttpDoor(
            URI.create(said.replaceAll("(?s).*LLM Assistant: (http://localhost:\\d+).*", "$1")));
    Thread.ofVirtual().start(() -> out.lines().forEach(line -> {}));
    // The file is written once the page has been welcomed.
    for (int i = 0; i < 500 && !Files.exists(folder.resolve("table.json")); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return said;
  }

  private String ask(String key) throws Exception {
    Door.Call call = Door.Call.ask("stub: text=Hi").with("x-access-key", key);
    return Integer.toString(door.call(call).status());
  }

  /// The status and what was said, of either stream.
  private String run(String... words) throws Exception {
    Process command = process(Guests.class, words);
    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return command.waitFor() + " " + said.stripTrailing();
  }

  private Process process(Class<?> main, String... words) throws IOException {
    Map<String, String> whole = new HashMap<>(environment);
    whole.putIfAbsent("LOCAL_TABLE", folder.resolve("table.json").toString());
    return Program.of(main, whole, words).start();
  }
}
