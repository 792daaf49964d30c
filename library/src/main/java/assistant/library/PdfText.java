package assistant.library;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
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
    Glyphs glyphs = new Glyphs();
    for (int page = 1; page <= document.getNumberOfPages(); page++) {
      var box = document.getPage(page - 1).getCropBox();
      double most = 2 * Math.max(box.getWidth(), box.getHeight());
      List<Columns.Area> areas =
          Columns.of(glyphs.of(document, page), new Columns.Area(-most, -most, most, most));
      PDFTextStripperByArea stripper = new PDFTextStripperByArea();
      stripper.setSortByPosition(true);
      for (int i = 0; i < areas.size(); i++) {
        Columns.Area area = areas.get(i);
        stripper.addRegion(
            "" + i,
            new Rectangle2D.Double(
                area.left(), area.top(), area.right() - area.left(), area.bottom() - area.top()));
      }
      stripper.extractRegions(document.getPage(page - 1));
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < areas.size(); i++) {
        for (String line : stripper.getTextForRegion("" + i).split("\\R")) {
          String plain = Plain.line(line);
          if (!plain.isEmpty()) {
            lines.add(new Line(plain, i));
          }
        }
      }
      pages.add(lines);
    }
    return pages;
  }

  private static final class Glyphs extends PDFTextStripper {
    private final List<Columns.Glyph> found = new ArrayList<>();

    List<Columns.Glyph> of(PDDocument document, int page) throws IOException {
      found.clear();
      setStartPage(page);
      setEndPage(page);
      getText(document);
      return List.copyOf(found);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
      if (!text.getUnicode().isBlank()) {
        float from = text.getX();
        found.add(new Columns.Glyph(from, from + text.getWidth(), text.getY(), text.getHeight()));
      }
    }
  }
}
