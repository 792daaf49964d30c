package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.DialectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of docs/providers.md against the files that stand for its rows: a row says `wire` when
/// [DialectsTest] runs an answer of that provider's, and no other does.
class ProvidersPageTest {
  private record Row(String provider, String url, String tried) {}

  private static List<Row> rows() throws IOException {
    return Files.readString(Path.of("../docs/providers.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| provider"))
        .map(line -> line.split(" *\\| *", -1))
        .map(cells -> new Row(cells[1], cells[2], cells[3]))
        .toList();
  }

  @Test
  void rowSaysWireWhereADialectOfItIsTried() throws IOException {
    Set<String> tried =
        DialectFile.names().stream()
            .map(DialectFile::of)
            .filter(DialectFile::answers)
            .map(DialectFile::provider)
            .filter(provider -> !provider.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wire =
        rows().stream()
            .filter(row -> row.tried().equals("wire"))
            .map(Row::provider)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(tried, wire);
    assertTrue(wire.size() >= 20, wire.toString());
  }

  @Test
  void everyFilesProviderHasARow() throws IOException {
    Set<String> named = rows().stream().map(Row::provider).collect(Collectors.toSet());
    for (String name : DialectFile.names()) {
      String provider = DialectFile.of(name).provider();
      assertTrue(provider.isEmpty() || named.contains(provider), name + ": " + provider);
    }
  }
}
