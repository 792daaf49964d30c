package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The README and the pages that it leads to, against what they speak of.
class ReadmeTest {
  private static final Path TOP = Path.of("../..").toAbsolutePath().normalize();
  private static final String README = read(TOP.resolve("README.md"));
  private static final String SETTINGS = read(TOP.resolve("docs/settings.md"));
  private static final String API = read(TOP.resolve("docs/api.md"));

  @Test
  void settingsTableIsWhatIsWrittenDown() throws IOException {
    String rows =
        StreamSupport.stream(
                new ObjectMapper()
                    .readTree(TOP.resolve("function/settings.json").toFile())
                    .spliterator(),
                false)
            .map(ReadmeTest::row)
            .collect(Collectors.joining());
    String head = "| variable | default | what it does |\n|---|---|---|\n";
    String table = SETTINGS.substring(SETTINGS.indexOf(head) + head.length());
    assertEquals(rows, table.substring(0, table.indexOf("\n\n") + 1));
  }

  private static String row(JsonNode setting) {
    String usual = setting.path("default").asText();
    String shown =
        setting.path("kind").asText().equals("text") && !usual.isEmpty()
            ? "`" + usual + "`"
            : usual;
    String otherwise = setting.path("otherwise").asText();
    String cell = shown + otherwise;
    return "| `%s` |%s | %s |\n"
        .formatted(
            setting.path("name").asText(),
            cell.isEmpty() ? "" : " " + cell,
            setting.path("says").asText());
  }

  @Test
  void everyCodeStandsInTheTableOfErrors() {
    Set<String> codes =
        Stream.of(Code.values()).map(Code::wire).collect(Collectors.toCollection(TreeSet::new));
    String table = API.substring(API.indexOf("| status | code |"));
    assertEquals(codes, all("`([a-z_]+)`", table));
  }

  @Test
  void theReadmeIsShort() {
    assertTrue(README.lines().count() <= 100, "at most 100 lines");
  }

  @Test
  void everyCommandExists() {
    Set<String> targets = all("(?m)^([a-z-]+):.*## ", read(TOP.resolve("Makefile")));
    for (Path page : pages()) {
      Set<String> named =
          all(
              "make ([a-z]+(?:-[a-z]+)*)",
              Stream.of(read(page).split("(?m)(?=^)"))
                  .filter(line -> line.contains("`") || line.startsWith("make "))
                  .filter(line -> !line.contains("git and make"))
                  .collect(Collectors.joining()));
      named.removeAll(targets);
      assertEquals(Set.of(), named, page.toString());
    }
  }

  @Test
  void everyLinkedFileExists() {
    for (Path page : pages()) {
      String prose = read(page).replaceAll("`[^`\n]*`", "");
      for (String link : all("\\]\\(([^)#:\\s]+)[^):]*\\)", prose)) {
        assertTrue(Files.exists(page.resolveSibling(link)), page + ": " + link);
      }
    }
  }

  /// What a reader of the README comes to: itself and all of the documentation.
  private static Set<Path> pages() {
    Set<Path> pages =
        new TreeSet<>(Set.of(TOP.resolve("README.md"), TOP.resolve("CONTRIBUTING.md")));
    for (Path page : walk(TOP.resolve("docs")).toList()) {
      if (page.toString().endsWith(".md")) {
        pages.add(page);
      }
    }
    return pages;
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
