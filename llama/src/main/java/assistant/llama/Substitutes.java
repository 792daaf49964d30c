package assistant.llama;

import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;

/// Stands single characters of the private use area in for those beyond the basic plane, such as
/// emoji, and puts these back: the native template call cuts its result short at them, and at
/// zeros.
final class Substitutes {
  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';
  private static final char REPLACEMENT = '\uFFFD';

  private final Map<Integer, Character> standIns = new HashMap<>();
  private final Map<Character, Integer> originals = new HashMap<>();

  String apply(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (PrimitiveIterator.OfInt i = text.codePoints().iterator(); i.hasNext(); ) {
      plain.append(plain(i.nextInt()));
    }
    return plain.toString();
  }

  private char plain(int codePoint) {
    if (Character.isSupplementaryCodePoint(codePoint)) {
      return standIns.computeIfAbsent(codePoint, this::next);
    }
    char c = (char) codePoint;
    boolean unusable = c >= FIRST && c <= LAST || Character.isSurrogate(c);
    return unusable ? REPLACEMENT : c == 0 ? ' ' : c;
  }

  private char next(int codePoint) {
    char standIn = (char) (FIRST + originals.size());
    if (standIn > LAST) {
      return REPLACEMENT;
    }
    originals.put(standIn, codePoint);
    return standIn;
  }

  String undo(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.chars().forEach(c -> whole.appendCodePoint(originals.getOrDefault((char) c, c)));
    return whole.toString();
  }
}
