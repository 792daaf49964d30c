package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChancesTest {
  private static final Map<String, Double> TOP =
      Map.of("one", Math.log(0.5), "other", Math.log(0.25));

  private final Chances chances = new Chances();

  private void heard(String... tokens) {
    for (String token : tokens) {
      chances.heard(List.of(Weighed.of(token, null, Math.log(0.5), Map.of())));
    }
  }

  private List<String> said(String text) {
    return chances.said(text).stream().map(Chance::text).toList();
  }

  @Test
  void aTokenIsToldWithItsTextAndNotBefore() {
    heard("Hel", "lo", " you");
    assertEquals(List.of(), said("He"));
    assertEquals(List.of("Hel", "lo"), said("llo"));
    assertEquals(List.of(" you"), said(" you"));
  }

  @Test
  void whatWasThoughtIsNeverTold() {
    heard("<think>", "secret", " plan", "</think>", "\n\n", "Yes", "!");
    chances.thought("secret plan");
    assertEquals(List.of("Yes", "!"), said("Yes!"));
    heard("half a thou", "ght and word");
    chances.thought("half a thought");
    assertEquals(List.of(), said(" and word"));
  }

  @Test
  void aWordWhoseBlankWasTakenAwayIsTold() {
    heard("</think>", " Yes");
    assertEquals(List.of(" Yes"), said("Yes"));
  }

  @Test
  void citationThatIsTakenOutTakesItsTokensAlong() {
    heard("A", "[^", "9", "]", " is", " b", "[^", "2, 3", "]", ".");
    assertEquals(List.of("A", " is"), said("A is"));
    assertEquals(List.of(" b", "[^", "]", "."), without("2, 3", said(" b[^2][^3].")));
  }

  private static List<String> without(String token, List<String> told) {
    return told.stream().filter(text -> !text.equals(token)).toList();
  }

  @Test
  void textThatNoTokenBroughtIsPassedOver() {
    assertEquals(List.of(), said("[Two messages were left out.]"));
    heard("Yes");
    assertEquals(List.of(), said("(a note)"));
    assertEquals(List.of("Yes"), said("Yes"));
  }

  @Test
  void partsOfACharacterAreToldAsOne() {
    byte[] bytes = "a😀b".getBytes(StandardCharsets.UTF_8);
    chances.heard(
        List.of(
            Weighed.of("a\uFFFD", Arrays.copyOfRange(bytes, 0, 3), Math.log(0.5), TOP),
            Weighed.of("\uFFFD", Arrays.copyOfRange(bytes, 3, 5), Math.log(0.5), Map.of()),
            Weighed.of("b", null, Math.log(0.5), Map.of())));
    assertEquals(
        List.of(
            new Chance(
                "a😀",
                0.25,
                List.of(new Chance.Other("one", 0.5), new Chance.Other("other", 0.25))),
            new Chance("b", 0.5, List.of())),
        chances.said("a😀b"));
  }

  @Test
  void whatIsNoChanceIsNone() {
    assertEquals(0, Weighed.of("a", null, Double.NaN, Map.of()).chance());
    assertEquals(0, Weighed.of("a", null, -9999, Map.of()).chance());
    assertEquals(1, Weighed.of("a", null, 3, Map.of()).chance());
    assertEquals(
        List.of(new Chance.Other("b", 0.5)),
        Weighed.of("a", null, 0, Map.of("a", 0.0, "\uFFFD", -1.0, "", -1.0, "b", Math.log(0.5)))
            .others());
  }

  @Test
  void itIsBounded() {
    for (int i = 0; i < 6000; i++) {
      heard("x");
    }
    assertEquals(4000, said("x".repeat(6000)).size());
  }

  @Test
  void whereverTextIsCutAllIsToldInOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        words.add(List.of("a", "é", "漢字", "😀", " the", "aa", "\n", "e").get(random.nextInt(8)));
        text.append(words.getLast());
      }
      Chances each = new Chances();
      words.forEach(word -> each.heard(List.of(Weighed.of(word, null, 0, Map.of()))));
      List<String> told = new ArrayList<>();
      int[] points = text.codePoints().toArray();
      for (int at = 0; at < points.length; ) {
        int count = Math.min(points.length - at, 1 + random.nextInt(5));
        each.said(new String(points, at, count)).forEach(chance -> told.add(chance.text()));
        at += count;
      }
      assertEquals(words, told);
    }
  }
}
