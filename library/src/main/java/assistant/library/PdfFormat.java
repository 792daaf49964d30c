package assistant.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// PDF, page by page: a page is a section, named by its bookmark where there is one. Lines that
/// stand at the edge of many pages are left out.
final class PdfFormat implements Format {
  private static final int MOST_PAGES = 500;
  private static final int EDGE = 2;

  static {
    // Else PDFBox writes its list of fonts into the home folder.
    System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
  }

  @Override
  public List<Section> read(String name, byte[] bytes) throws IOException, Unreadable {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      if (document.isEncrypted() && !document.getCurrentAccessPermission().canExtractContent()) {
        throw new Unreadable("does not allow that its text is taken out");
      }
      int count = document.getNumberOfPages();
      if (count > MOST_PAGES) {
        throw new Unreadable(
            "has " + count + " pages; at most " + MOST_PAGES + " are read, so split it");
      }
      List<List<PdfText.Line>> pages = PdfText.pages(document);
      if (pages.stream().allMatch(List::isEmpty)) {
        throw new Unreadable(
            "holds no text; it may be scanned, so run text recognition on it first");
      }
      return sections(title(document, name), PdfBookmarks.of(document), withoutRunningHeads(pages));
    } catch (InvalidPasswordException e) {
      throw new Unreadable("is encrypted");
    }
  }

  private static String title(PDDocument document, String name) {
    String title = document.getDocumentInformation().getTitle();
    boolean useful =
        title != null
            && Plain.line(title).length() > 3
            && !title.matches("(?i).*\\.(docx?|dvi|tex|indd|qxd|pdf)|untitled.*|microsoft word.*");
    return useful ? title : name.substring(name.lastIndexOf('/') + 1).replaceAll("(?i)\\.pdf$", "");
  }

  /// Whole page numbers aside, a head or foot is what stands at the same edge of a third of the
  /// pages, whatever number it carries.
  private static List<List<PdfText.Line>> withoutRunningHeads(List<List<PdfText.Line>> pages) {
    Map<String, Integer> times = new HashMap<>();
    for (List<PdfText.Line> page : pages) {
      edges(page).keySet().forEach(line -> times.merge(line, 1, Integer::sum));
    }
    int often = Math.max(3, pages.size() / 3);
    List<List<PdfText.Line>> left = new ArrayList<>();
    for (List<PdfText.Line> page : pages) {
      Map<String, List<Integer>> edges = edges(page);
      Set<Integer> heads = new HashSet<>();
      edges.forEach((line, places) -> {
        if (times.get(line) >= often || line.matches("[#\\s|–—-]*")) {
          heads.addAll(places);
        }
      });
      left.add(
          IntStream.range(0, page.size())
              .filter(place -> !heads.contains(place))
              .mapToObj(page::get)
              .toList());
    }
    return left;
  }

  private static Map<String, List<Integer>> edges(List<PdfText.Line> page) {
    Map<String, List<Integer>> edges = new TreeMap<>();
    for (int i = 0; i < page.size(); i++) {
      if (i < EDGE || i >= page.size() - EDGE) {
        String same = page.get(i).text().replaceAll("\\d+", "#");
        edges.computeIfAbsent(same, unseen -> new ArrayList<>()).add(i);
      }
    }
    return edges;
  }

  private static List<Section> sections(
      String title, Map<Integer, List<String>> bookmarks, List<List<PdfText.Line>> pages) {
    List<Section> sections = new ArrayList<>();
    List<String> path = List.of();
    for (int page = 0; page < pages.size(); page++) {
      path = bookmarks.getOrDefault(page, path);
      Outline outline = new Outline(title);
      for (int level = 0; level < path.size(); level++) {
        outline.heading(level + 1, path.get(level), "");
      }
      outline.heading(9, "p. " + (page + 1), "page=" + (page + 1));
      for (String paragraph : paragraphs(pages.get(page))) {
        outline.block(Block.Kind.PROSE, paragraph);
      }
      sections.addAll(outline.sections());
    }
    return sections;
  }

  private static List<String> paragraphs(List<PdfText.Line> page) {
    List<String> paragraphs = new ArrayList<>();
    Map<Integer, List<String>> areas = new TreeMap<>();
    for (PdfText.Line line : page) {
      areas.computeIfAbsent(line.area(), unseen -> new ArrayList<>()).add(line.text());
    }
    areas.values().forEach(lines -> paragraphs.addAll(joined(lines)));
    return paragraphs;
  }

  /// Lines that fill the width go on in the next; hyphens at their ends are mended.
  private static List<String> joined(List<String> lines) {
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      boolean hyphen =
          open.length() > 1
              && open.charAt(open.length() - 1) == '-'
              && Character.isLowerCase(open.charAt(open.length() - 2))
              && Character.isLowerCase(line.charAt(0));
      if (hyphen) {
        open.setLength(open.length() - 1);
      } else if (!open.isEmpty()) {
        open.append(' ');
      }
      open.append(line);
      if (line.length() < longest * 0.7 && !line.endsWith("-")) {
        paragraphs.add(open.toString());
        open.setLength(0);
      }
    }
    paragraphs.add(open.toString());
    return paragraphs;
  }
}
