package assistant.library;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.apache.pdfbox.text.TextPosition;

/// The lines of a PDF's pages as they are read: columns one after the other.
final class PdfText {
  /// A line, and which of the page's areas it stands in.
  record Line(String text, int area) {}

  private PdfText() {}

  static List<List<Line>> pages(PDDocument document) throws IOException {
    List<List<Line>> pages = new ArrayList<>();
    Page page = new Page();
    for (int number = 1; number <= document.getNumberOfPages(); number++) {
      String whole = page.read(document, number);
      PDPage content = document.getPage(number - 1);
      double most = 2 * Math.max(content.getCropBox().getWidth(), content.getCropBox().getHeight());
      List<Columns.Area> areas =
          Columns.of(page.glyphs, new Columns.Area(-most, -most, most, most));
      List<Line> lines = new ArrayList<>();
      List<String> texts = areas.size() == 1 ? List.of(whole) : texts(content, areas);
      for (int area = 0; area < texts.size(); area++) {
        for (String line : texts.get(area).split("\\R")) {
          String plain = Plain.line(line);
          if (!plain.isEmpty()) {
            lines.add(new Line(plain, area));
          }
        }
      }
      pages.add(lines);
    }
    return pages;
  }

  private static List<String> texts(PDPage page, List<Columns.Area> areas) throws IOException {
    PDFTextStripperByArea stripper = new PDFTextStripperByArea();
    stripper.setSortByPosition(true);
    for (int i = 0; i < areas.size(); i++) {
      Columns.Area area = areas.get(i);
      stripper.addRegion(
          "" + i,
          new Rectangle2D.Double(
              area.left(), area.top(), area.right() - area.left(), area.bottom() - area.top()));
    }
    stripper.extractRegions(page);
    return IntStream.range(0, areas.size())
        .mapToObj(i -> stripper.getTextForRegion("" + i))
        .toList();
  }

  /// A page's text as if it had no columns, and where its glyphs stand.
  private static final class Page extends PDFTextStripper {
    private final List<Columns.Glyph> glyphs = new ArrayList<>();

    Page() {
      setSortByPosition(true);
      setShouldSeparateByBeads(false);
    }

    String read(PDDocument document, int number) throws IOException {
      glyphs.clear();
      setStartPage(number);
      setEndPage(number);
      return getText(document);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
      if (!text.getUnicode().isBlank()) {
        float from = text.getX();
        glyphs.add(new Columns.Glyph(from, from + text.getWidth(), text.getY(), text.getHeight()));
      }
      super.processTextPosition(text);
    }
  }
}
