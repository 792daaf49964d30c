package assistant.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/// Web pages, such as a site's or a manual's: what a visitor reads, without what leads elsewhere.
final class HtmlFormat implements Format {
  private static final String LEFT_OUT =
      "script, style, noscript, template, nav, footer, form, button, select, svg, canvas, iframe,"
          + " object, embed, audio, video, head, dialog, [hidden], [aria-hidden=true],"
          + " [role=navigation], [role=search], [role=banner], [role=contentinfo], .headerlink,"
          + " .toc, .toctree-wrapper, .navheader, .navfooter, .sphinxsidebar, .related,"
          + " .breadcrumb, .breadcrumbs, .wy-breadcrumbs, .genindextable, .index, .indexdiv,"
          + " .skip-link, .list-of-tables, .list-of-figures, .list-of-examples, .edit-page, #toc,"
          + " #table-of-contents, #sidebar, del, s, strike";

  private static final Pattern UNSEEN =
      Pattern.compile(
          "display\\s*:\\s*none|visibility\\s*:\\s*(hidden|collapse)|font-size\\s*:\\s*0(?![.\\d]*[1-9])"
              + "|opacity\\s*:\\s*0(?![.\\d]*[1-9])|(left|top|text-indent)\\s*:\\s*-\\d{3,}",
          Pattern.CASE_INSENSITIVE);

  /// Boxes whose titles are headings only to a style sheet.
  private static final String BOXES =
      ".note, .tip, .caution, .warning, .important, .danger, .attention, .hint, .error,"
          + " .admonition, .sidebar, .callout, .alert, aside, figure, table, blockquote, .example,"
          + " .figure";

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em",
          "font", "i", "ins", "kbd", "label", "mark", "q", "rb", "ruby", "samp", "small", "span",
          "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

  private static final int MOST_LINKS = 8;

  @Override
  public List<Section> read(String name, byte[] bytes) throws IOException, Unreadable {
    return sections(Jsoup.parse(new ByteArrayInputStream(bytes), null, ""));
  }

  static List<Section> sections(Document page) {
    String title = page.title();
    page.select("details, dialog").forEach(element -> element.attr("open", ""));
    Elements gone = page.body().select(LEFT_OUT);
    gone.remove();
    for (Element element : page.body().select("[style]")) {
      if (UNSEEN.matcher(element.attr("style")).find()) {
        element.remove();
      }
    }
    Element content = content(page);
    Element first = content.selectFirst("h1");
    if (first == null) {
      first = content.selectFirst("h2");
    }
    if (first != null && (title.contains(first.text()) || title.isBlank())) {
      title = first.text();
    }
    Outline outline = new Outline(title);
    Walk walk = new Walk(outline);
    walk.children(content);
    walk.end();
    return outline.sections();
  }

  /// The page's own part, if it marks one that holds most of the headings.
  private static Element content(Document page) {
    for (String mark : List.of("main, [role=main]", "article")) {
      Elements found = page.body().select(mark);
      if (!found.isEmpty() && found.first().text().length() * 2 > page.body().text().length()) {
        return found.first();
      }
    }
    return page.body();
  }

  /// One walk through a page in reading order.
  private static final class Walk {
    private final Outline outline;
    private final StringBuilder inline = new StringBuilder();
    private String anchor = "";
    private Block.Kind kind = Block.Kind.PROSE;

    Walk(Outline outline) {
      this.outline = outline;
    }

    void children(Element parent) {
      for (Node node : parent.childNodes()) {
        if (node instanceof TextNode text) {
          inline.append(text.getWholeText().replace('\n', ' '));
        } else if (node instanceof Element element) {
          element(element);
        }
      }
    }

    private void element(Element element) {
      String name = element.normalName();
      if (!element.id().isEmpty()) {
        anchor = element.id();
      } else if (name.equals("a") && element.hasAttr("name")) {
        anchor = element.attr("name");
      }
      if (name.matches("h[1-6]") && element.closest(BOXES) == null) {
        end();
        outline.heading(name.charAt(1) - '0', element.text(), anchor(element));
        return;
      }
      switch (name) {
        case "br" -> inline.append('\n');
        case "img" -> inline.append(element.attr("alt"));
        case "pre" -> {
          end();
          outline.block(Block.Kind.CODE, element.wholeText());
        }
        case "table" -> {
          end();
          table(element);
        }
        case "ul", "ol", "dl", "menu", "dir" -> {
          end();
          if (!contents(element)) {
            children(element);
            end();
          }
        }
        case "li", "dt", "dd" -> {
          end();
          kind = name.equals("dd") ? Block.Kind.PROSE : Block.Kind.ITEM;
          children(element);
          end();
        }
        default -> {
          if (INLINE.contains(name)) {
            children(element);
          } else {
            end();
            children(element);
            end();
          }
        }
      }
    }

    void end() {
      String text = inline.toString();
      inline.setLength(0);
      if (!text.isBlank()) {
        outline.block(kind, text);
        kind = Block.Kind.PROSE;
      }
    }

    /// The heading's own mark, one inside it, or that of the part it opens.
    private String anchor(Element heading) {
      if (!heading.id().isEmpty()) {
        return heading.id();
      }
      Element inside = heading.selectFirst("[id], a[name]");
      if (inside != null) {
        return inside.id().isEmpty() ? inside.attr("name") : inside.id();
      }
      for (Element parent = heading.parent(); parent != null; parent = parent.parent()) {
        if (parent.normalName().equals("body") || parent.text().indexOf(heading.text()) > 40) {
          break;
        }
        if (!parent.id().isEmpty()) {
          return parent.id();
        }
      }
      return "";
    }

    private void table(Element table) {
      Elements nested = table.select("table");
      boolean layout = nested.size() > 1 || !table.select("pre, h1, h2, h3, ul, ol").isEmpty();
      if (layout) {
        children(table);
        end();
        return;
      }
      StringBuilder rows = new StringBuilder();
      for (Element row : table.select("tr")) {
        String cells = String.join(" | ", row.select("> th, > td").eachText());
        if (!cells.replace(" | ", "").isBlank()) {
          rows.append(cells).append('\n');
        }
      }
      Element caption = table.selectFirst("caption");
      if (caption != null) {
        outline.block(Block.Kind.PROSE, caption.text());
      }
      outline.block(Block.Kind.TABLE, rows.toString());
    }

    /// A list of hardly anything but links.
    private static boolean contents(Element list) {
      Elements links = list.select("a[href]");
      if (links.size() < MOST_LINKS) {
        return false;
      }
      int linked = 0;
      for (Element link : links) {
        linked += link.text().length();
      }
      return linked > list.text().length() * 0.8;
    }
  }
}
