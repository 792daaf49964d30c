package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WholeCharactersTest {
  @Test
  void halvesOfACharacterAreJoined() {
    assertEquals(List.of("a", "", "🙂b", ""), pieces("a", "\ud83d", "\ude42b"));
  }

  @Test
  void halvesThatStayAloneAreReplaced() {
    assertEquals(
        List.of("", "\ufffdx", "y\ufffd", "", "\ufffd"),
        pieces("\ud83d", "x", "y\ude42", "\ud83d"));
  }

  private static List<String> pieces(String... pieces) {
    WholeCharacters text = new WholeCharacters();
    List<String> handed = new java.util.ArrayList<>();
    for (String piece : pieces) {
      handed.add(text.piece(piece));
    }
    handed.add(text.rest());
    return handed;
  }
}
