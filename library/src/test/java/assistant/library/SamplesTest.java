package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents of each kind that others wrote, with others' programs.
final class SamplesTest {
  private static final Path PACKAGES = Path.of("samples", "node_modules");

  /// What a reader of the document sees there; `/` parts what stands in blocks of their own.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mammoth/test/test-data/single-paragraph.docx | Walking on imported air
          mammoth/test/test-data/simple-list.docx      | Apple/Banana
          mammoth/test/test-data/tables.docx           | Above/Top left | Top right
          mammoth/test/test-data/footnotes.docx        | Ouch./A tachyon walks into a bar./Fin.
          mammoth/test/test-data/endnotes.docx         | Ouch./A tachyon walks into a bar./Fin.
          mammoth/test/test-data/text-box.docx         | Datum plane
          mammoth/test/test-data/strict-format.docx    | Test
          mammoth/test/test-data/utf8-bom.docx         | This XML has a byte order mark.
          pdf-parse/test/data/01-valid.pdf             | more difficult to compile than statically typed ones. Since no concrete type/[Programming Languages]: Processors
          pdf-parse/test/data/02-valid.pdf             | solar cells (SCs) can be divided into four groups: (1) silicon-based
          pdf-parse/test/data/04-valid.pdf             | The benefits of exercising have been proven plenty of times.
          mammoth/README.md                            | Mammoth is designed to convert .docx documents
          """)
  void isReadAsItIsSeen(String file, String seen) throws IOException {
    String text = text(read(file));
    for (String words : seen.split("/")) {
      assertTrue(text.contains(words), file + ": " + words + " is not in " + text);
    }
  }

  @Test
  void damagedPdfIsTold() throws IOException {
    assertEquals("is damaged", read("pdf-parse/test/data/03-invalid.pdf").skipped());
  }

  @Test
  void pagesOfAnApiAreReadWithoutTheirNavigation() throws IOException {
    String name = "org/jspecify/annotations/NullMarked.html";
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(name)) {
      Document document = Reading.read(Formats.of(name).orElseThrow(), name, in.readAllBytes());
      String text = text(document);
      assertTrue(text.contains("Indicates that the annotated element"), text);
      assertFalse(text.contains("JavaScript is disabled"), text);
    }
  }

  private static Document read(String file) throws IOException {
    return Reading.read(
        Formats.of(file).orElseThrow(), file, Files.readAllBytes(PACKAGES.resolve(file)));
  }

  private static String text(Document document) {
    return document.sections().stream()
        .map(section ->
            String.join(" > ", section.path())
                + "\n"
                + section.blocks().stream().map(Block::text).collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }
}
