package assistant.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds how a page is to be read: areas in reading order, one where it has no columns.
///
/// A gutter is where few lines cross and both sides have many lines that fill them: cells of a
/// table do not, and stay beside each other. What crosses it (titles, wide figures) parts the page
/// into bands; in each the left column comes before the right.
final class Columns {
  private static final int FEWEST_LINES = 8;
  private static final int FEWEST_IN_BAND = 3;
  private static final double MOST_CROSSING = 0.35;
  private static final double FILLED = 0.6;
  private static final double EDGE = 0.12;
  private static final double STEP = 2;

  /// In points: wider than the space between words.
  private static final double GUTTER = 6;

  /// A glyph: where it begins and ends, and its base line, downwards from the page's top.
  record Glyph(double from, double to, double base, double height) {}

  /// An area, its ends left out.
  record Area(double left, double top, double right, double bottom) {
    boolean holds(double x, double y) {
      return x >= left && x < right && y >= top && y < bottom;
    }
  }

  private record Line(double base, List<Glyph> glyphs) {
    boolean crosses(double x) {
      return glyphs.stream().anyMatch(it -> it.from() < x + GUTTER / 2 && it.to() > x - GUTTER / 2);
    }

    /// How much of what lies between two places its text reaches over.
    double fills(double from, double to) {
      double first = to;
      double last = from;
      for (Glyph glyph : glyphs) {
        if (glyph.from() >= from && glyph.to() <= to) {
          first = Math.min(first, glyph.from());
          last = Math.max(last, glyph.to());
        }
      }
      return Math.max(0, (last - first) / (to - from));
    }
  }

  private Columns() {}

  static List<Area> of(List<Glyph> glyphs, Area page) {
    return of(glyphs, page, 2);
  }

  /// Three columns are two, of which one is two.
  private static List<Area> of(List<Glyph> glyphs, Area area, int deep) {
    List<Line> lines = lines(glyphs);
    double gutter = deep == 0 || lines.size() < FEWEST_LINES ? Double.NaN : gutter(glyphs, lines);
    if (Double.isNaN(gutter)) {
      return List.of(area);
    }
    boolean[] wide = wide(lines, gutter);
    List<Area> areas = new ArrayList<>();
    for (int from = 0, to; from < lines.size(); from = to) {
      to = ends(wide, from);
      double top = from == 0 ? area.top() : between(lines, from);
      double bottom = to == lines.size() ? area.bottom() : between(lines, to);
      if (wide[from]) {
        areas.add(new Area(area.left(), top, area.right(), bottom));
        continue;
      }
      for (Area side :
          List.of(
              new Area(area.left(), top, gutter, bottom),
              new Area(gutter, top, area.right(), bottom))) {
        List<Glyph> inside =
            glyphs.stream().filter(it -> side.holds(it.from(), it.base())).toList();
        areas.addAll(of(inside, side, deep - 1));
      }
    }
    return areas;
  }

  private static double between(List<Line> lines, int at) {
    return (lines.get(at - 1).base() + lines.get(at).base()) / 2;
  }

  /// Which lines cross the gutter, or are too few between such to be columns.
  private static boolean[] wide(List<Line> lines, double gutter) {
    boolean[] wide = new boolean[lines.size()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = lines.get(i).crosses(gutter);
    }
    for (int from = 0, to; from < wide.length; from = to) {
      to = ends(wide, from);
      if (to - from < FEWEST_IN_BAND) {
        Arrays.fill(wide, from, to, true);
      }
    }
    return wide;
  }

  /// Where lines of the other kind begin.
  private static int ends(boolean[] wide, int from) {
    int to = from + 1;
    while (to < wide.length && wide[to] == wide[from]) {
      to++;
    }
    return to;
  }

  private static double gutter(List<Glyph> glyphs, List<Line> lines) {
    double left = glyphs.stream().mapToDouble(Glyph::from).min().orElse(0);
    double right = glyphs.stream().mapToDouble(Glyph::to).max().orElse(0);
    double begins = Double.NaN;
    double ends = Double.NaN;
    long fewest = Math.round(lines.size() * MOST_CROSSING);
    for (double x = left + (right - left) * EDGE; x < right - (right - left) * EDGE; x += STEP) {
      double at = x;
      long crossing = lines.stream().filter(line -> line.crosses(at)).count();
      if (crossing < fewest || crossing == fewest && ends == x - STEP) {
        begins = crossing < fewest ? x : begins;
        ends = x;
        fewest = crossing;
      }
    }
    double gutter = (begins + ends) / 2;
    boolean columns = filled(lines, left, gutter, gutter) && filled(lines, gutter, right, gutter);
    return columns ? gutter : Double.NaN;
  }

  private static boolean filled(List<Line> lines, double from, double to, double gutter) {
    double[] filled =
        lines.stream()
            .filter(line -> !line.crosses(gutter))
            .mapToDouble(line -> line.fills(from, to))
            .filter(it -> it > 0)
            .sorted()
            .toArray();
    return filled.length >= FEWEST_LINES && filled[filled.length / 2] >= FILLED;
  }

  /// Glyphs whose base lines are less than half a glyph apart are one line.
  private static List<Line> lines(List<Glyph> glyphs) {
    List<Line> lines = new ArrayList<>();
    for (Glyph glyph : glyphs.stream().sorted(Comparator.comparingDouble(Glyph::base)).toList()) {
      if (lines.isEmpty() || glyph.base() - lines.getLast().base() > glyph.height() / 2) {
        lines.add(new Line(glyph.base(), new ArrayList<>()));
      }
      lines.getLast().glyphs().add(glyph);
    }
    return lines;
  }
}
