package assistant.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// Notes stand in parts of their own; the text names them by these elements.
  private static final Map<String, String> NOTES =
      Map.of("word/footnotes.xml", "footnoteReference", "word/endnotes.xml", "endnoteReference");

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
      Map<String, String> notes = new HashMap<>();
      for (var part : NOTES.entrySet()) {
        if (parts.containsKey(part.getKey())) {
          DocxText.notes(reader(parts.get(part.getKey())))
              .forEach((id, words) -> notes.put(part.getValue() + id, words));
        }
      }
      return new DocxText(reader(parts.get(TEXT)), levels, notes).sections();
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
        String name = entry.getName();
        if (name.equals(TEXT) || name.equals(STYLES) || NOTES.containsKey(name)) {
          parts.put(name, bounded(zip));
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

  static String value(XMLStreamReader in, String attribute) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals(attribute)) {
        return in.getAttributeValue(i);
      }
    }
    return "";
  }
}
