package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

/// A model's text in pieces of chance through what parts thoughts and takes out leftovers: nothing
/// is said that was not there, in its order.
public final class Filtered {
  private Filtered() {}

  /// Fails where that is not so.
  public static void check(String text, Random random, String which) {
    WholeAnswersTest.Told told = heard(text, random);
    assertTrue(told.text().length() <= text.length() + 2 * tokens(text), which);
    assertTrue(within(told.text(), text), () -> which + ": " + told.text() + " of " + text);
    assertTrue(told.name().length() <= text.length(), which);
    if (text.chars().noneMatch(c -> "<[◁".indexOf(c) >= 0) && !text.startsWith("analysis")) {
      assertTrue(told.text().equals(text), () -> which + ": " + told.text() + " of " + text);
    }
  }

  private static WholeAnswersTest.Told heard(String text, Random random) {
    boolean thinks = random.nextInt(4) == 0;
    return WholeAnswersTest.heard(text, 1 + random.nextInt(12), thinks ? "h" : "");
  }

  /// Two turns are parted by an empty line of ours.
  private static int tokens(String text) {
    return (int) text.chars().filter(c -> c == '<').count();
  }

  /// But for white space, of which an empty line between two turns is ours.
  private static boolean within(String said, String text) {
    int at = 0;
    for (char c : said.toCharArray()) {
      if (!Character.isWhitespace(c)) {
        at = text.indexOf(c, at) + 1;
        if (at == 0) {
          return false;
        }
      }
    }
    return true;
  }
}
