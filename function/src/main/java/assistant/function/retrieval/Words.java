package assistant.function.retrieval;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into the terms by which it is found; documents and questions are cut alike.
///
/// A word gives its stem; an identifier such as `max_connections` or `maxConnections` gives its
/// parts and the whole; scripts without spaces give pairs of characters.
final class Words {
  private static final int LONGEST = 64;

  /// One place in the text, and every term that stands for it.
  record Word(String folded, List<String> terms) {}

  private final Language language;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final StringBuilder whole = new StringBuilder();
  private int parts;
  private char pair;
  private boolean paired;

  private Words(Language language) {
    this.language = language;
  }

  /// The text's words in their order.
  public static List<Word> of(String text, Language language) {
    Words words = new Words(language);
    words.cut(text);
    return words.words;
  }

  private void cut(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_') {
        endPart();
      } else if (Character.isSurrogate(c) && !Letters.pairs(c)) {
        end();
      } else if (Letters.pairs(c)) {
        endWord();
        pair(c);
        if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
          pair(text.charAt(++i));
        }
      } else {
        letter(c, before);
      }
      before = c;
    }
    end();
  }

  private void letter(char c, char before) {
    char folded = Letters.fold(c);
    if (folded == Letters.NOTHING) {
      return;
    }
    endPairs();
    if (folded == Letters.GAP) {
      endWord();
      return;
    }
    if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
      endPart();
    }
    if (folded == 'ß') {
      part.append("ss");
    } else if (folded == 'æ' || folded == 'œ') {
      part.append(folded == 'æ' ? "ae" : "oe");
    } else {
      part.append(folded);
    }
  }

  private void pair(char c) {
    if (pair != 0) {
      add(new String(new char[] {pair, c}));
      paired = true;
    }
    pair = c;
  }

  private void endPairs() {
    if (pair != 0 && !paired) {
      add(String.valueOf(pair));
    }
    pair = 0;
    paired = false;
  }

  private void endPart() {
    if (part.isEmpty()) {
      return;
    }
    whole.append(part);
    parts++;
    if (part.length() <= LONGEST) {
      String word = part.toString();
      words.add(new Word(word, language.terms(word)));
    }
    part.setLength(0);
  }

  private void endWord() {
    endPart();
    if (parts > 1 && whole.length() <= LONGEST) {
      add(whole.toString());
    }
    whole.setLength(0);
    parts = 0;
  }

  private void end() {
    endPairs();
    endWord();
  }

  private void add(String term) {
    words.add(new Word(term, List.of(term)));
  }
}
