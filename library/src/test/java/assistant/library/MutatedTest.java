package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A small share of `make document-mutations`: changed documents are read or refused, whatever was
/// changed.
final class MutatedTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.md", "a.html", "a.txt", "a.pdf", "a.docx"})
  void changedDocumentIsReadOrRefused(String name) {
    byte[] sound = sound(name);
    for (int i = 0; i < 40; i++) {
      Document document =
          Reading.read(Formats.of(name).orElseThrow(), name, Mutation.of(sound, new Random(i)));

      assertEquals(document.sections().isEmpty(), !document.skipped().isEmpty());
    }
  }

  private static byte[] sound(String name) {
    String markdown =
        "# Lamp\nIt *shines* [a](b).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Power\n```\nx\n```\n";
    return switch (Formats.ending(name)) {
      case "pdf" -> Pages.pdf("", List.of(List.of("Lamp", "It shines."), List.of("Power")));
      case "docx" ->
          Pages.docx(
              "<w:style w:styleId=\"h\"><w:name w:val=\"heading 1\"/></w:style>",
              Pages.paragraph("h", "Lamp") + Pages.paragraph("", "It shines."));
      case "html" ->
          Pages.utf8(
              "<title>Lamp</title><h1>Lamp</h1><p>It <b>shines</b>.<table><tr><td>1</table>");
      default -> Pages.utf8(markdown);
    };
  }
}
