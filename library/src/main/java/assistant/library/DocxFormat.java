package assistant.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Word's DOCX: a zip of XML, of which the text and the headings' styles are read.
///
/// By the JDK alone: POI would bring 20 MB for the same paragraphs.
final class DocxFormat implements Format {
  private static final int MOST_XML = 50 << 20;
  private static final String TEXT = "word/document.xml";
  private static final String STYLES = "word/styles.xml";

  /// What is not read as the document's words.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "del",
          "moveFrom",
          "Fallback",
          "instrText",
          "footnoteReference",
          "fldData",
          "txbxContent");

  private final XMLInputFactory xml = XMLInputFactory.newFactory();

  DocxFormat() {
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  @Override
  public List<Section> read(String name, byte[] bytes) throws IOException, Unreadable {
    if (bytes.length > 8 && (bytes[0] & 0xFF) == 0xD0 && (bytes[1] & 0xFF) == 0xCF) {
      throw new Unreadable("is encrypted, or in Word's old format");
    }
    Map<String, byte[]> parts = parts(bytes);
    if (!parts.containsKey(TEXT)) {
      throw new Unreadable("is no Word document");
    }
    try {
      Map<String, Integer> levels =
          parts.containsKey(STYLES) ? levels(reader(parts.get(STYLES))) : Map.of();
      return new Walk(reader(parts.get(TEXT)), levels).sections();
    } catch (XMLStreamException e) {
      throw new Unreadable("is damaged");
    }
  }

  private XMLStreamReader reader(byte[] part) throws XMLStreamException {
    return xml.createXMLStreamReader(new ByteArrayInputStream(part));
  }

  private static Map<String, byte[]> parts(byte[] bytes) throws IOException, Unreadable {
    Map<String, byte[]> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(TEXT) || entry.getName().equals(STYLES)) {
          parts.put(entry.getName(), bounded(zip));
        }
      }
    }
    return parts;
  }

  private static byte[] bounded(InputStream in) throws IOException, Unreadable {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      if (out.size() > MOST_XML) {
        throw new Unreadable("unpacks to more than 50 MB");
      }
    }
    return out.toByteArray();
  }

  /// Each style's level as a heading. Its name is English whatever Word's language; its id is not.
  private static Map<String, Integer> levels(XMLStreamReader in) throws XMLStreamException {
    Map<String, Integer> levels = new HashMap<>();
    Map<String, String> based = new HashMap<>();
    String style = "";
    while (in.hasNext()) {
      if (in.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      String value = value(in, "val");
      switch (in.getLocalName()) {
        case "style" -> style = value(in, "styleId");
        case "name" -> {
          if (value.matches("(?i)heading [1-9]")) {
            levels.put(style, value.charAt(8) - '0');
          } else if (value.equalsIgnoreCase("title")) {
            levels.put(style, 1);
          }
        }
        case "outlineLvl" -> {
          if (value.matches("[0-8]")) {
            levels.putIfAbsent(style, value.charAt(0) - '0' + 1);
          }
        }
        case "basedOn" -> based.put(style, value);
        default -> {}
      }
    }
    based.forEach((id, parent) -> {
      if (levels.containsKey(parent)) {
        levels.putIfAbsent(id, levels.get(parent));
      }
    });
    return levels;
  }

  private static String value(XMLStreamReader in, String attribute) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals(attribute)) {
        return in.getAttributeValue(i);
      }
    }
    return "";
  }

  /// One walk through the document's text.
  private static final class Walk {
    private final XMLStreamReader in;
    private final Map<String, Integer> levels;
    private final Outline outline = new Outline("");
    private final StringBuilder paragraph = new StringBuilder();
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();
    private int tables;
    private int level;
    private boolean item;
    private boolean hidden;
    private boolean text;

    Walk(XMLStreamReader in, Map<String, Integer> levels) {
      this.in = in;
      this.levels = levels;
    }

    List<Section> sections() throws XMLStreamException {
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            if (LEFT_OUT.contains(in.getLocalName())) {
              skip();
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
      return outline.sections();
    }

    private void skip() throws XMLStreamException {
      int depth = 1;
      while (depth > 0) {
        int event = in.next();
        depth +=
            event == XMLStreamReader.START_ELEMENT
                ? 1
                : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
      }
    }

    private void start(String name) {
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
    }
  }
}
