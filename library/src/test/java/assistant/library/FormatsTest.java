package assistant.library;

import static assistant.library.Pages.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatsTest {
  @Test
  void markdownIsReadByItsHeadings() throws Exception {
    assertEquals(
        List.of(
            "Shop | | Welcome to C:\\.",
            "Shop › Returns & refunds | returns--refunds | Within 30 days.",
            "Shop › Delivery | delivery | Land | Days\nDE | 3",
            "Shop › Delivery | delivery-1 | curl --get"),
        told(
            "shop.md",
            """
            ---
            title: "Shop"
            ---
            Welcome to `C:\\`. <!-- not this -->

            ## Returns & refunds
            Within *30* days.

            ## Delivery
            | Land | Days |
            |------|------|
            | DE   | 3    |

            ## Delivery
            ```sh
            curl --get
            ```
            """));
  }

  @Test
  void textIsReadByItsUnderlinesAndNumbers() throws Exception {
    assertEquals(
        List.of(
            "Shop | | Welcome.",
            "Shop › Returns | | Within 30 days of the delivery.",
            "3. Delivery | | Three days.",
            "3. Delivery › 3.1 Abroad | | Six days.\n- or more"),
        told(
            "shop.txt",
            """
            Shop
            ====
            Welcome.

            Returns
            -------
            Within 30 days
            of the delivery.

            3. Delivery

            Three days.

            3.1 Abroad

            Six days.
            - or more
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "a.md, true",
    "a.MD, true",
    "folder.d/a.html, true",
    "a.pdf, true",
    "a.docx, true",
    "a.txt, true",
    "a.doc, false",
    "a.png, false",
    "README, false",
    "folder.md/README, false",
    "md, false",
  })
  void formatIsToldByTheName(String name, boolean read) {
    assertEquals(read, Formats.of(name).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.txt | 41 42 FF 43 | is not text in UTF-8; save it as UTF-8",
        "a.txt | 41 00 42 | is not text",
        "a.md | | is empty",
        "a.md | 20 0A 20 | holds no text",
        "a.pdf | 25 50 44 46 | is damaged",
        "a.docx | D0 CF 11 E0 A1 B1 1A E1 00 | is encrypted, or in Word's old format",
        "a.docx | 50 4B | is no Word document",
      })
  void whatCannotBeReadSaysWhy(String name, String hex, String why) {
    byte[] bytes =
        hex == null ? new byte[0] : java.util.HexFormat.of().parseHex(hex.replace(" ", ""));

    assertEquals(why, Reading.read(Formats.of(name).orElseThrow(), name, bytes).skipped());
  }

  @Test
  void utf16ThatSaysSoIsRead() throws Exception {
    assertEquals(
        "Größe", Utf8.text("\uFEFFGröße".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)));
    assertEquals("Größe", Utf8.text(utf8("\uFEFFGröße")));
  }

  static List<String> told(String name, String text) throws Exception {
    List<String> told = new ArrayList<>();
    for (Section section : Formats.of(name).orElseThrow().read(name, utf8(text))) {
      told.add(
          String.join(" › ", section.path())
              + " | "
              + (section.anchor().isEmpty() ? "" : section.anchor() + " ")
              + "| "
              + String.join("\n", Passages.USUAL.of(section)));
    }
    return told;
  }
}
