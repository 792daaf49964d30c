package assistant.library;

import java.util.List;

/// What stands under one heading: the path of headings down to it, its place in the file (empty:
/// the beginning), and its blocks.
record Section(List<String> path, String anchor, List<Block> blocks) {
  Section {
    path = List.copyOf(path);
    blocks = List.copyOf(blocks);
  }

  int length() {
    int length = 0;
    for (Block block : blocks) {
      length += block.text().length();
    }
    return length;
  }
}
