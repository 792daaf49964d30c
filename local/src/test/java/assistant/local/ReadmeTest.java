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

/// The README against what it speaks of.
class ReadmeTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String README = read(TOP.resolve("README.md"));

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
    assertEquals(read, all("(?m)^\\| `([A-Z_]+)` \\|", README));
  }

  @Test
  void everyCodeStandsInTheTableOfErrors() {
    Set<String> codes =
        all(
                "(?m)^  ([A-Z_]+)\\(\\d",
                read(TOP.resolve("function/src/main/java/assistant/function/Code.java")))
            .stream()
            .map(code -> code.toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    String table =
        README.substring(README.indexOf("| status | code |"), README.indexOf("## Settings"));
    assertEquals(codes, all("`([a-z_]+)`", table.substring(0, table.indexOf("\n\n"))));
  }

  @Test
  void everyCommandExists() {
    Set<String> targets = all("(?m)^([a-z-]+):.*## ", read(TOP.resolve("Makefile")));
    Set<String> named =
        all(
            "make ([a-z]+(?:-[a-z]+)*)",
            README.replaceAll("(?m)^[^`\n]*\\bgit and make\\b.*$", ""));
    named.removeAll(targets);
    assertEquals(Set.of(), named);
  }

  @Test
  void everyLinkedFileExists() {
    for (String link : all("\\]\\(([^)#:]+)\\)", README)) {
      assertTrue(Files.exists(TOP.resolve(link)), link);
    }
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
