package assistant.library;

import static assistant.library.Pages.paragraph;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DocxFormatTest {
  private static final String STYLES =
      """
      <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
      <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
      <w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="berschrift2"/></w:style>
      <w:style w:styleId="Normal"><w:name w:val="Normal"/></w:style>
      """;

  @Test
  void headingsAreToldByTheirStylesInAnyLanguage() throws Exception {
    assertEquals(
        List.of(
            section(List.of("Lampe"), new Block(Block.Kind.PROSE, "Sie leuchtet.")),
            section(List.of("Lampe", "Strom"), new Block(Block.Kind.PROSE, "Fünf Watt."))),
        read(
            paragraph("berschrift1", "Lampe")
                + paragraph("Normal", "Sie leuchtet.")
                + paragraph("Eigen", "Strom")
                + paragraph("", "Fünf Watt.")));
  }

  @Test
  void tablesAndListsAreKept() throws Exception {
    String cell = "<w:tc>%s</w:tc>";
    String row = "<w:tr>" + cell + cell + "</w:tr>";
    assertEquals(
        List.of(
            section(
                List.of(),
                new Block(Block.Kind.ITEM, "First"),
                new Block(Block.Kind.TABLE, "Kind | Watt\nSmall | 5"))),
        read(
            "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>First</w:t></w:r></w:p><w:tbl>"
                + row.formatted(paragraph("", "Kind"), paragraph("", "Watt"))
                + row.formatted(paragraph("", "Small"), paragraph("", "5"))
                + "</w:tbl>"));
  }

  @Test
  void deletedAndHiddenTextIsLeftOut() throws Exception {
    assertEquals(
        List.of(section(List.of(), new Block(Block.Kind.PROSE, "Seen."))),
        read(
            """
            <w:p><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>
            <w:r><w:t>Seen.</w:t></w:r><w:ins><w:r><w:t></w:t></w:r></w:ins></w:p>
            """));
  }

  @Test
  void textBoxesAndNotesStandBehindTheirParagraph() throws Exception {
    String box =
        """
        <w:p><w:r><w:t>A lamp</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>post.</w:t>
        <w:footnoteReference w:id="2"/></w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice>
        <w:txbxContent><w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>In a box.</w:t>
        </w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r>
        <w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>
        """;
    String note = "<w:footnote w:id=\"2\">" + paragraph("", "Since 1810.") + "</w:footnote>";
    byte[] docx = Pages.docx(STYLES, box + paragraph("", "Next."), Map.of("footnotes", note));

    assertEquals(
        List.of(
            section(
                List.of(),
                new Block(Block.Kind.PROSE, "A lamp-post."),
                new Block(Block.Kind.PROSE, "Since 1810."),
                new Block(Block.Kind.PROSE, "In a box."),
                new Block(Block.Kind.PROSE, "Next."))),
        new DocxFormat().read("a.docx", docx));
  }

  @Test
  void entitiesAreNotExpanded() {
    byte[] docx =
        Pages.docx(
            "", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + paragraph("", "&e;"));

    assertThrows(Unreadable.class, () -> new DocxFormat().read("a.docx", docx));
  }

  private static List<Section> read(String body) throws Exception {
    return new DocxFormat().read("a.docx", Pages.docx(STYLES, body));
  }

  private static Section section(List<String> path, Block... blocks) {
    return new Section(path, "", List.of(blocks));
  }
}
