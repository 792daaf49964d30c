package assistant.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a section into passages of about so many characters, between its blocks where that is
/// possible; code and tables may be longer, so that they stay whole.
record Passages(int usual, int most) {
  /// Small ones are found better; what stands around them is given to the model with them.
  static final Passages USUAL = new Passages(400, 1000);

  /// After a sentence, or where Chinese and Japanese end one.
  private static final Pattern END = Pattern.compile("(?<=[.!?…][\"')\\]]?)\\s+|(?<=[。！？])|\\n");

  List<String> of(Section section) {
    List<String> passages = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (Block block : section.blocks()) {
      for (String piece : pieces(block)) {
        if (!open.isEmpty() && open.length() + 2 + piece.length() > usual) {
          passages.add(open.toString());
          open.setLength(0);
        }
        if (!open.isEmpty()) {
          open.append(block.kind() == Block.Kind.ITEM ? "\n" : "\n\n");
        }
        open.append(piece);
      }
    }
    if (!open.isEmpty()) {
      passages.add(open.toString());
    }
    return passages;
  }

  private List<String> pieces(Block block) {
    String text = block.kind() == Block.Kind.ITEM ? "- " + block.text() : block.text();
    boolean whole = block.kind() == Block.Kind.CODE || block.kind() == Block.Kind.TABLE;
    if (text.length() <= (whole ? most : usual)) {
      return List.of(text);
    }
    return switch (block.kind()) {
      case CODE -> lines(text, "");
      case TABLE -> {
        String head = text.substring(0, Math.max(0, text.indexOf('\n')) + 1);
        yield lines(text.substring(head.length()), head.length() * 3 > usual ? "" : head);
      }
      case PROSE, ITEM -> sentences(text);
    };
  }

  private List<String> lines(String text, String head) {
    return joined(List.of(text.split("(?<=\\n)")), head);
  }

  private List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    Matcher matcher = END.matcher(text);
    int from = 0;
    while (matcher.find()) {
      if (matcher.end() > from) {
        sentences.add(text.substring(from, matcher.end()));
        from = matcher.end();
      }
    }
    sentences.add(text.substring(from));
    return joined(sentences, "");
  }

  private List<String> joined(List<String> parts, String head) {
    List<String> joined = new ArrayList<>();
    StringBuilder open = new StringBuilder(head);
    for (String part : parts) {
      for (String piece : broken(part, usual - head.length())) {
        if (open.length() > head.length() && open.length() + piece.length() > usual) {
          joined.add(open.toString().strip());
          open.setLength(0);
          open.append(head);
        }
        open.append(piece);
      }
    }
    if (open.length() > head.length()) {
      joined.add(open.toString().strip());
    }
    return joined;
  }

  /// A sentence or line that is longer than a passage: between words, or anywhere.
  private static List<String> broken(String part, int most) {
    List<String> pieces = new ArrayList<>();
    String rest = part;
    while (rest.length() > most) {
      int at = rest.lastIndexOf(' ', most - 1) + 1;
      if (at < most / 2) {
        at = Character.isHighSurrogate(rest.charAt(most - 1)) ? most - 1 : most;
      }
      pieces.add(rest.substring(0, at));
      rest = rest.substring(at);
    }
    pieces.add(rest);
    return pieces;
  }
}
