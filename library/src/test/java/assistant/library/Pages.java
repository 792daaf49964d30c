package assistant.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Documents of each kind, made for the tests.
final class Pages {
  private Pages() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A page for each list of lines; encrypted where there is a password.
  static byte[] pdf(String password, List<List<String>> pages) {
    try (PDDocument document = new PDDocument()) {
      for (List<String> lines : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(60, 720);
          for (String line : lines) {
            content.showText(line);
            content.newLineAtOffset(0, -16);
          }
          content.endText();
        }
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `styles` and `body` are what stands in the two parts' root elements.
  static byte[] docx(String styles, String body) {
    return docx(styles, body, Map.of());
  }

  static byte[] docx(String styles, String body, Map<String, String> notes) {
    String space = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("word/styles.xml"));
      zip.write(utf8("<w:styles" + space + ">" + styles + "</w:styles>"));
      for (var part : notes.entrySet()) {
        zip.putNextEntry(new ZipEntry("word/" + part.getKey() + ".xml"));
        zip.write(utf8("<w:notes" + space + ">" + part.getValue() + "</w:notes>"));
      }
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(utf8("<w:document" + space + "><w:body>" + body + "</w:body></w:document>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String paragraph(String style, String text) {
    String properties = style.isEmpty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>" + properties + "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
  }
}
