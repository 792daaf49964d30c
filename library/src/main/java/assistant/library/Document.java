package assistant.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A file that was read: its sections, or why there are none.
record Document(String name, List<Section> sections, String skipped) {
  static Document of(String name, List<Section> sections) {
    return sections.isEmpty()
        ? skipped(name, "holds no text")
        : new Document(name, List.copyOf(sections), "");
  }

  static Document skipped(String name, String why) {
    return new Document(name, List.of(), why);
  }

  /// Its sections as bytes, from which [#restored] makes them again.
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(sections.size());
    for (Section section : sections) {
      out.writeInt(section.path().size());
      for (String heading : section.path()) {
        write(out, heading);
      }
      write(out, section.anchor());
      out.writeInt(section.blocks().size());
      for (Block block : section.blocks()) {
        out.writeByte(block.kind().ordinal());
        write(out, block.text());
      }
    }
    return bytes.toByteArray();
  }

  static Document restored(String name, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<Section> sections = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      List<String> path = new ArrayList<>();
      for (int j = in.readInt(); j > 0; j--) {
        path.add(read(in));
      }
      String anchor = read(in);
      List<Block> blocks = new ArrayList<>();
      for (int j = in.readInt(); j > 0; j--) {
        blocks.add(new Block(Block.Kind.values()[in.readByte()], read(in)));
      }
      sections.add(new Section(path, anchor, blocks));
    }
    return of(name, sections);
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
