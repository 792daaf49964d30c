package assistant.function.retrieval;

/// What a character is to a search: its folded form, and whether it is part of a word.
///
/// Tables of our own, because the JDK's normaliser takes longer to load than a search takes.
final class Letters {
  /// No letter: it separates words.
  static final char GAP = 0;

  /// Part of the word before it, and not written: accents, vowel points, soft hyphens.
  static final char NOTHING = 1;

  /// U+00C0 to U+017F without their accents; `#` stands where two letters do.
  private static final String LATIN =
      "aaaaaa#ceeeeiiiidnooooo\0ouuuuy##aaaaaa#ceeeeiiiidnooooo\0ouuuuy#y"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii##jjkkkllllllllllnnnnnnnnn"
          + "oooooo##rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private Letters() {}

  /// The folded character, [#GAP] or [#NOTHING]; what folds to two letters is kept as it is.
  static char fold(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
          ? c
          : c >= 'A' && c <= 'Z' ? (char) (c + 32) : GAP;
    }
    if (c >= 0xC0 && c <= 0x17F) {
      char folded = LATIN.charAt(c - 0xC0);
      return folded == '#' ? Character.toLowerCase(c) : folded;
    }
    if (c >= 0x300 && c <= 0x36F || c == 0xAD || c == 0x200C || c == 0x200D) {
      return NOTHING;
    }
    if (c >= 0x590 && c <= 0x6FF) {
      return semitic(c);
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return fold((char) (c - 0xFEE0));
    }
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : other(c);
  }

  private static char other(char c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> pairs(c) ? c : NOTHING;
      default -> GAP;
    };
  }

  /// Hebrew without points and final forms; Arabic without vowels, with one alef, one yeh, one heh.
  private static char semitic(char c) {
    if (c >= 0x591 && c <= 0x5C7 && c != 0x5BE && c != 0x5C0 && c != 0x5C3 && c != 0x5C6
        || c >= 0x610 && c <= 0x61A
        || c >= 0x64B && c <= 0x65F
        || c == 0x640
        || c == 0x670
        || c >= 0x6D6 && c <= 0x6ED && !Character.isLetter(c)) {
      return NOTHING;
    }
    if (c >= 0x660 && c <= 0x669) {
      return (char) (c - 0x660 + '0');
    }
    if (c >= 0x6F0 && c <= 0x6F9) {
      return (char) (c - 0x6F0 + '0');
    }
    return switch (c) {
      case 'ך' -> 'כ';
      case 'ם' -> 'מ';
      case 'ן' -> 'נ';
      case 'ף' -> 'פ';
      case 'ץ' -> 'צ';
      case 'أ', 'إ', 'آ', 'ٱ' -> 'ا';
      case 'ى', 'ی', 'ئ' -> 'ي';
      case 'ة' -> 'ه';
      case 'ؤ' -> 'و';
      case 'ک' -> 'ك';
      case 'ء' -> NOTHING;
      default -> Character.isLetterOrDigit(c) ? c : GAP;
    };
  }

  /// Whether it belongs to a script that sets no spaces between words, so that pairs stand for
  /// them.
  static boolean pairs(char c) {
    return c >= 0x0E00 && c <= 0x0EFF // Thai, Lao
        || c >= 0x1000 && c <= 0x109F // Burmese
        || c >= 0x1780 && c <= 0x17FF // Khmer
        || c >= 0x3005 && c <= 0x3007
        || c >= 0x3040 && c <= 0x30FF && c != 0x30FB // kana
        || c >= 0x3400 && c <= 0x9FFF // Han
        || c >= 0xAC00 && c <= 0xD7A3 // Hangul
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0xD840 && c <= 0xD87F; // Han beyond the basic plane
  }

  static boolean hebrew(char c) {
    return c >= 0x5D0 && c <= 0x5EA;
  }

  static boolean arabic(char c) {
    return c >= 0x620 && c <= 0x6D5;
  }
}
