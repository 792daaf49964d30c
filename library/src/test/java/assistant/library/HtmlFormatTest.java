package assistant.library;

import static assistant.library.Pages.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlFormatTest {
  @Test
  void headingsMakeSectionsWithTheirPathsAndAnchors() throws Exception {
    assertEquals(
        List.of(
            section(List.of("Shop"), "top", "Welcome."),
            section(List.of("Shop", "Returns"), "returns", "Within 30 days."),
            section(List.of("Shop", "Returns", "Abroad"), "abroad", "Within 60 days."),
            section(List.of("Shop", "Delivery"), "delivery", "Three days.")),
        read(
            """
            <title>Shop — Example Ltd</title>
            <h1 id=top>Shop</h1><p>Welcome.</p>
            <section id=returns><h2>Returns<a class=headerlink href=#returns>¶</a></h2><p>Within <b>30</b>
            days.</p><h3><a name=abroad></a>Abroad</h3><p>Within 60 days.</p></section>
            <h2><a id=delivery>Delivery</a></h2><p>Three days.</p>
            """));
  }

  @Test
  void titlesOfBoxesAreNoSections() throws Exception {
    assertEquals(
        List.of(
            section(
                List.of("Lamp", "Use"),
                "use",
                "Switch it on.",
                "Caution",
                "It gets hot.",
                "Then read.")),
        read(
            """
            <title>Lamp</title><h2 id=use>Use</h2><p>Switch it on.</p>
            <div class="caution"><h3 class="title" id=c>Caution</h3><p>It gets hot.</p></div><p>Then read.</p>
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>HIDDEN</nav>",
        "<div hidden>HIDDEN</div>",
        "<p style='display : none'>HIDDEN</p>",
        "<p style='visibility:hidden'>HIDDEN</p>",
        "<span style='font-size:0px'>HIDDEN</span>",
        "<p style='opacity: 0'>HIDDEN</p>",
        "<p style='position:absolute;left:-9999px'>HIDDEN</p>",
        "<p aria-hidden=true>HIDDEN</p>",
        "<!-- HIDDEN -->",
        "<script>HIDDEN</script>",
        "<template><p>HIDDEN</template>",
        "<noscript>HIDDEN</noscript>",
        "<footer>HIDDEN</footer>",
        "<div class=toc><ul><li>HIDDEN</ul></div>",
      })
  void whatAVisitorDoesNotReadIsLeftOut(String hidden) throws Exception {
    String read = read("<h1>Lamp</h1><p>It shines." + hidden + "<p>Always.").toString();

    assertFalse(read.contains("HIDDEN"), read);
    assertEquals(true, read.contains("shines") && read.contains("Always"));
  }

  @Test
  void listsOfLinksAreLeftOutAndOtherListsKept() throws Exception {
    String links = "<li><a href=a>Chapter about something</a>".repeat(9);

    assertEquals(
        List.of(
            new Section(
                List.of("Lamp"),
                "",
                List.of(
                    new Block(Block.Kind.ITEM, "First"), new Block(Block.Kind.ITEM, "Second")))),
        read("<h1>Lamp</h1><ul>" + links + "</ul><ol><li>First<li>Second</ol>"));
  }

  @Test
  void tablesAndCodeStayWhole() throws Exception {
    assertEquals(
        List.of(
            new Section(
                List.of("Lamp"),
                "",
                List.of(
                    new Block(Block.Kind.TABLE, "Kind | Watt\nSmall | 5\nLarge | 20"),
                    new Block(Block.Kind.CODE, "lamp --on\n  --bright")))),
        read(
            """
            <h1>Lamp</h1><table><tr><th>Kind<th>Watt<tr><td>Small<td>5<tr><td>Large<td>20</table>
            <pre>lamp --on
              --bright</pre>
            """));
  }

  @Test
  void navigationAroundAMainPartIsLeftOut() throws Exception {
    assertEquals(
        List.of(section(List.of("Lamp"), "", "It shines all day long and all night, without end.")),
        read(
            "<div>Menu</div><main><h1>Lamp</h1><p>It shines all day long and all night, without"
                + " end.</main>"));
  }

  @Test
  void deepPageIsReadOrRefused() {
    String deep = "<div>".repeat(50_000) + "x";
    Document document = Reading.read(new HtmlFormat(), "deep.html", utf8(deep));

    assertEquals("deep.html", document.name());
  }

  private static List<Section> read(String html) throws Exception {
    return new HtmlFormat().read("a.html", utf8("<!doctype html><meta charset=utf-8>" + html));
  }

  private static Section section(List<String> path, String anchor, String... texts) {
    return new Section(
        path,
        anchor,
        List.of(texts).stream().map(text -> new Block(Block.Kind.PROSE, text)).toList());
  }
}
