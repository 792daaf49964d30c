package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README and the pages that it leads to, against what they speak of.
class ReadmeTest {
  private static final Path TOP = Path.of("../..").toAbsolutePath().normalize();
  private static final String README = read(TOP.resolve("README.md"));
  private static final String SETTINGS = read(TOP.resolve("docs/settings.md"));
  private static final String API = read(TOP.resolve("docs/api.md"));

  @Test
  void everySettingStandsInTheTableAndNoOther() {
    Set<String> read = new TreeSet<>();
    for (Path source : sources("function/src/main/java", "llama/src/main/java")) {
      read.addAll(
          all(
              "(?:\\.(?:text|number|duration|url|decimal|flag)\\(|\\bvalue\\(environment,)\\s*\"([A-Z][A-Z_]+)\"",
              read(source)));
    }
    read.removeIf(name -> name.startsWith("AWS_"));
    assertTrue(read.size() > 10, read.toString());
    assertEquals(read, all("(?m)^\\| `([A-Z_]+)` \\|", SETTINGS));
  }

  @Test
  void everyCodeStandsInTheTableOfErrors() {
    Set<String> codes =
        all(
                "(?m)^  ([A-Z_]+)\\(\\d",
                read(TOP.resolve("function/src/main/java/assistant/function/problem/Code.java")))
            .stream()
            .map(code -> code.toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
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
      for (String link : all("\\]\\(([^)#:\\s]+)[^):]*\\)", read(page))) {
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

  private static Set<Path> sources(String... folders) {
    return Stream.of(folders)
        .map(TOP::resolve)
        .filter(Files::isDirectory)
        .flatMap(ReadmeTest::walk)
        .filter(file -> file.toString().endsWith(".java"))
        .collect(Collectors.toSet());
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
