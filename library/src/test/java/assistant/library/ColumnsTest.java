package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.library.Columns.Area;
import assistant.library.Columns.Glyph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
  private static final Area PAGE = new Area(0, 0, 600, 800);
  private final List<Glyph> glyphs = new ArrayList<>();

  @Test
  void columnsAreReadOneAfterTheOtherBelowTheirTitle() {
    line(40, 50, 550);
    columns(80, 20, 50, 290, 310, 550);

    List<Area> areas = Columns.of(glyphs, PAGE);
    assertEquals(List.of(0L, 0L, 300L), lefts(areas));
    assertEquals(List.of(0.0, 60.0, 60.0), areas.stream().map(Area::top).toList());
  }

  @Test
  void figureOverTheWholeWidthPartsThem() {
    columns(80, 10, 50, 290, 310, 550);
    line(200, 50, 550);
    line(212, 50, 550);
    columns(240, 10, 50, 290, 310, 550);

    List<Area> areas = Columns.of(glyphs, PAGE);
    assertEquals(5, areas.size());
    assertEquals(List.of(0L, 300L, 0L, 0L, 300L), lefts(areas));
  }

  @Test
  void threeColumnsAreRead() {
    columns(80, 20, 50, 200, 220, 370);
    columns(80, 20, 390, 540, 390, 540);

    List<Area> areas = Columns.of(glyphs, PAGE);
    assertEquals(3, areas.size(), areas.toString());
    assertEquals(List.of(0L, 210L, 380L), lefts(areas));
  }

  @Test
  void cellsOfATableStayBesideEachOther() {
    for (int row = 0; row < 30; row++) {
      line(80 + row * 12, 50, row % 5 == 0 ? 250 : 90);
      line(80 + row * 12, 310, 340);
    }

    assertEquals(List.of(PAGE), Columns.of(glyphs, PAGE));
  }

  @Test
  void oneColumnIsThePage() {
    for (int row = 0; row < 40; row++) {
      line(80 + row * 12, 50, row % 4 == 0 ? 200 : 550);
    }

    assertEquals(List.of(PAGE), Columns.of(glyphs, PAGE));
    assertEquals(List.of(PAGE), Columns.of(List.of(), PAGE));
  }

  /// Where they begin, to ten points.
  private static List<Long> lefts(List<Area> areas) {
    return areas.stream().map(area -> Math.round(area.left() / 10) * 10).toList();
  }

  private void columns(double top, int lines, double a, double b, double c, double d) {
    for (int i = 0; i < lines; i++) {
      line(top + i * 12, a, i % 6 == 5 ? (a + b) / 2 : b);
      line(top + i * 12 + 3, c, d);
    }
  }

  /// Words of five glyphs with spaces between them, which are elsewhere in each line.
  private void line(double base, double from, double to) {
    for (double x = from; x + 5 <= to; x += 5) {
      if (((int) ((x - from) / 5 + base * 7)) % 6 != 5) {
        glyphs.add(new Glyph(x, x + 5, base, 8));
      }
    }
  }
}
