package assistant.library;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Markdown, read as the page that it becomes; headings get the marks that GitHub gives them.
final class MarkdownFormat implements Format {
  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A---\\R(.*?\\R)?(---|\\.\\.\\.)\\s*(\\R|\\z)", Pattern.DOTALL);
  private static final Pattern TITLE =
      Pattern.compile("(?m)^title:\\s*[\"']?(.+?)[\"']?\\s*$", Pattern.CASE_INSENSITIVE);

  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  @Override
  public List<Section> read(String name, byte[] bytes) throws Unreadable {
    String text = Utf8.text(bytes);
    String title = "";
    Matcher front = FRONT_MATTER.matcher(text);
    if (front.find()) {
      Matcher named = TITLE.matcher(front.group());
      title = named.find() ? named.group(1) : "";
      text = text.substring(front.end());
    }
    Document page = Jsoup.parse(renderer.render(parser.parse(text)));
    page.title(title);
    Map<String, Integer> seen = new HashMap<>();
    for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
      if (heading.id().isEmpty()) {
        String slug = slug(heading.text());
        int times = seen.merge(slug, 1, Integer::sum);
        heading.id(times == 1 ? slug : slug + "-" + (times - 1));
      }
    }
    return HtmlFormat.sections(page);
  }

  private static String slug(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }
}
