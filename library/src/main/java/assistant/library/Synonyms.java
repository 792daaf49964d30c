package assistant.library;

import java.util.ArrayList;
import java.util.List;

/// Lists of words that mean the same: one a line, commas between the words, `#` before a remark.
final class Synonyms {
  private Synonyms() {}

  static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.split("\\R")) {
      List<String> same = new ArrayList<>();
      for (String word : line.replaceAll("#.*", "").split("[,，、]")) {
        String plain = Plain.line(word);
        if (!plain.isEmpty()) {
          same.add(plain);
        }
      }
      if (same.size() > 1) {
        lines.add(same);
      }
    }
    return lines;
  }
}
