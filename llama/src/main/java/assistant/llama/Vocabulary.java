package assistant.llama;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which of a model's tokens steer it, such as the end of a message, by llama.cpp's attributes.
final class Vocabulary {
  private static final int UNUSED = 2;
  private static final int CONTROL = 8;
  private static final int USER_DEFINED = 16;
  private static final int BYTE = 32;
  private static final int SHORTEST = 3;
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\s\u2581]*");

  private Vocabulary() {}

  /// Whether each byte can be spelled: a vocabulary of this kind needs them all, and llama.cpp
  /// looks none up with care.
  static boolean spellsEveryByte(Set<String> bytes) {
    return IntStream.range(0, 256).mapToObj("<0x%02X>"::formatted).allMatch(bytes::contains);
  }

  static boolean isByte(int attributes) {
    return (attributes & BYTE) != 0;
  }

  static boolean mayControl(int attributes) {
    return (attributes & (UNUSED | CONTROL | USER_DEFINED)) != 0;
  }

  /// Some files call the tokens that begin a role user-defined; those are told by the template that
  /// writes them, or by their usual shape, since a template may put them together. Words, white
  /// space and mere punctuation are left to the user.
  static boolean controls(int attributes, String token, String template) {
    return token.length() >= SHORTEST
        && ((attributes & (UNUSED | CONTROL)) != 0
            || (attributes & USER_DEFINED) != 0
                && (template.contains(token) || token.startsWith("<|") && token.endsWith("|>"))
                && !WORDS.matcher(token).matches()
                && token.codePoints().anyMatch(Character::isLetter));
  }
}
