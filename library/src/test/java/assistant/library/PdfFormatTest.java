package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PdfFormatTest {
  @Test
  void pagesAreSectionsWithoutTheirRunningHeads() throws Exception {
    List<List<String>> pages = new ArrayList<>();
    String[] kinds = {"small", "large", "red", "blue"};
    for (int i = 1; i <= 4; i++) {
      String kind = kinds[i - 1];
      pages.add(
          List.of(
              "The Lamp Manual",
              "The " + kind + " one tells about the lamp and its many uses in the house and gar-",
              "den, where it is " + kind + ".",
              "The " + kind + " end.",
              "Lamps Ltd, page " + i));
    }
    List<Section> sections = new PdfFormat().read("manuals/lamp.pdf", Pages.pdf("", pages));

    assertEquals(4, sections.size());
    assertEquals(
        new Section(
            List.of("lamp", "p. 2"),
            "page=2",
            List.of(
                new Block(
                    Block.Kind.PROSE,
                    "The large one tells about the lamp and its many uses in the house and garden,"
                        + " where it is large."),
                new Block(Block.Kind.PROSE, "The large end."))),
        sections.get(1));
  }

  @Test
  void encryptedOneIsRefused() {
    assertEquals("is encrypted", skipped(Pages.pdf("secret", List.of(List.of("Text.")))));
  }

  @Test
  void scannedOneIsRefused() {
    assertEquals(
        "holds no text; it may be scanned, so run text recognition on it first",
        skipped(Pages.pdf("", List.of(List.of(), List.of()))));
  }

  private static String skipped(byte[] pdf) {
    return Reading.read(new PdfFormat(), "a.pdf", pdf).skipped();
  }
}
