package assistant.library;

import java.util.ArrayList;
import java.util.List;

/// Collects blocks under the headings that come, and closes a section where the next begins.
final class Outline {
  private static final int LONGEST_HEADING = 200;

  private record Heading(int level, String text) {}

  private final List<Section> sections = new ArrayList<>();
  private final List<Heading> open = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final String root;
  private String anchor = "";

  /// `root` is the document's title, empty if it has none.
  Outline(String root) {
    this.root = Plain.line(root);
  }

  void heading(int level, String text, String anchor) {
    close();
    while (!open.isEmpty() && open.getLast().level() >= level) {
      open.removeLast();
    }
    String line = Plain.line(text);
    if (!line.isEmpty()) {
      open.add(
          new Heading(
              level,
              line.length() > LONGEST_HEADING ? line.substring(0, LONGEST_HEADING) + "…" : line));
    }
    this.anchor = anchor;
  }

  void block(Block.Kind kind, String text) {
    String plain = kind == Block.Kind.CODE ? Plain.lines(text) : Plain.prose(text);
    if (!plain.isBlank()) {
      blocks.add(new Block(kind, plain));
    }
  }

  List<Section> sections() {
    close();
    return sections;
  }

  private void close() {
    if (!blocks.isEmpty()) {
      List<String> path = new ArrayList<>();
      if (!root.isEmpty() && (open.isEmpty() || !open.getFirst().text().equalsIgnoreCase(root))) {
        path.add(root);
      }
      for (Heading heading : open) {
        path.add(heading.text());
      }
      sections.add(new Section(path, anchor, blocks));
      blocks.clear();
    }
  }
}
