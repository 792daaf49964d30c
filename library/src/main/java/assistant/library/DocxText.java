package assistant.library;

import static assistant.library.DocxFormat.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One walk through the text of a DOCX: paragraphs under their headings, tables, and after the
/// paragraph that they belong to its text boxes and notes.
final class DocxText {
  /// What is not read as the document's words.
  private static final Set<String> LEFT_OUT =
      Set.of("del", "moveFrom", "Fallback", "instrText", "fldData");

  private final XMLStreamReader in;
  private final Map<String, Integer> levels;
  private final Map<String, String> notes;
  private final Outline outline = new Outline("");
  private final StringBuilder paragraph = new StringBuilder();
  private final List<String> beside = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder rows = new StringBuilder();
  private int tables;
  private int level;
  private boolean item;
  private boolean hidden;
  private boolean text;

  /// `notes` are their words by the name of what refers to them and their id.
  DocxText(XMLStreamReader in, Map<String, Integer> levels, Map<String, String> notes) {
    this.in = in;
    this.levels = levels;
    this.notes = notes;
  }

  /// The words of each note in a part of notes, by its id.
  static Map<String, String> notes(XMLStreamReader in) throws XMLStreamException {
    Map<String, String> notes = new HashMap<>();
    while (in.hasNext()) {
      if (in.next() == XMLStreamReader.START_ELEMENT && in.getLocalName().endsWith("note")) {
        String id = value(in, "id");
        notes.put(id, new DocxText(in, Map.of(), Map.of()).inside());
      }
    }
    return notes;
  }

  List<Section> sections() throws XMLStreamException {
    while (in.hasNext()) {
      step(in.next());
    }
    return outline.sections();
  }

  /// The words up to the end of the element that has begun, a line a block.
  private String inside() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = in.next();
      step(event);
      // An element that a step read whole has ended already.
      boolean whole = event != in.getEventType();
      depth += whole ? 0 : event == XMLStreamReader.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamReader.END_ELEMENT ? 1 : 0;
    }
    return outline.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .map(Block::text)
        .collect(Collectors.joining("\n"));
  }

  private void step(int event) throws XMLStreamException {
    switch (event) {
      case XMLStreamReader.START_ELEMENT -> {
        if (LEFT_OUT.contains(in.getLocalName())) {
          skip(in);
        } else {
          start(in.getLocalName());
        }
      }
      case XMLStreamReader.END_ELEMENT -> end(in.getLocalName());
      case XMLStreamReader.CHARACTERS -> {
        if (text && !hidden) {
          paragraph.append(in.getText());
        }
      }
      default -> {}
    }
  }

  private void start(String name) throws XMLStreamException {
    switch (name) {
      case "p" -> {
        level = 0;
        item = false;
      }
      case "pStyle" -> level = levels.getOrDefault(value(in, "val"), level);
      case "outlineLvl" -> {
        if (value(in, "val").matches("[0-8]")) {
          level = value(in, "val").charAt(0) - '0' + 1;
        }
      }
      case "numPr" -> item = true;
      case "r" -> hidden = false;
      case "vanish" -> hidden = !value(in, "val").matches("false|0");
      case "t" -> text = true;
      case "tab" -> paragraph.append(' ');
      case "br", "cr" -> paragraph.append('\n');
      case "noBreakHyphen" -> paragraph.append('-');
      case "footnoteReference", "endnoteReference" ->
          beside.add(notes.getOrDefault(name + value(in, "id"), ""));
      case "txbxContent" -> beside.add(new DocxText(in, Map.of(), Map.of()).inside());
      case "tbl" -> tables++;
      default -> {}
    }
  }

  private void end(String name) {
    switch (name) {
      case "t" -> text = false;
      case "p" -> paragraph();
      case "tc" -> {
        cells.add(Plain.line(paragraph.toString()));
        paragraph.setLength(0);
      }
      case "tr" -> {
        rows.append(String.join(" | ", cells)).append('\n');
        cells.clear();
      }
      case "tbl" -> {
        tables--;
        if (tables == 0) {
          outline.block(Block.Kind.TABLE, rows.toString());
          rows.setLength(0);
          beside();
        }
      }
      default -> {}
    }
  }

  private void paragraph() {
    if (tables > 0) {
      paragraph.append(' ');
      return;
    }
    String words = paragraph.toString();
    paragraph.setLength(0);
    if (level > 0 && !words.isBlank()) {
      outline.heading(level, words, "");
    } else {
      outline.block(item ? Block.Kind.ITEM : Block.Kind.PROSE, words);
    }
    beside();
  }

  private void beside() {
    beside.forEach(words -> outline.block(Block.Kind.PROSE, words));
    beside.clear();
  }

  private static void skip(XMLStreamReader in) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = in.next();
      depth += event == XMLStreamReader.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamReader.END_ELEMENT ? 1 : 0;
    }
  }
}
