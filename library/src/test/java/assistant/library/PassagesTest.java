package assistant.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PassagesTest {
  @Test
  void blocksAreJoinedWhileTheyFit() {
    assertEquals(
        List.of("Of lamps.\n- small\n- large", "x".repeat(390)),
        of(
            block(Block.Kind.PROSE, "Of lamps."),
            block(Block.Kind.ITEM, "small"),
            block(Block.Kind.ITEM, "large"),
            block(Block.Kind.PROSE, "x".repeat(390))));
  }

  @Test
  void codeIsKeptWholeWhereItFits() {
    String code = "run\n".repeat(200).strip();

    assertEquals(List.of(code), of(block(Block.Kind.CODE, code)));
  }

  @Test
  void longTableKeepsItsHead() {
    String rows =
        IntStream.range(0, 100)
            .mapToObj(i -> "row " + i + " | value")
            .collect(Collectors.joining("\n"));
    List<String> passages = of(block(Block.Kind.TABLE, "Name | Value\n" + rows));

    assertTrue(passages.size() > 3);
    assertTrue(
        passages.stream().allMatch(p -> p.startsWith("Name | Value\nrow ") && p.length() <= 400));
  }

  @Test
  void nothingIsLostAndNothingTooLong() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 5_000);
      while (text.length() < length) {
        text.appendCodePoint("abc .。\n🙂語".codePoints().toArray()[random.nextInt(9)]);
      }
      Block.Kind kind = Block.Kind.values()[random.nextInt(4)];
      List<String> passages = of(block(kind, text.toString()));

      assertTrue(passages.stream().allMatch(p -> p.length() <= 1_000), kind + " too long");
      if (kind != Block.Kind.TABLE) {
        assertEquals(
            letters(text.toString()), letters(String.join("", passages)).replaceFirst("^- ", ""));
      }
    }
  }

  private static String letters(String text) {
    return text.replaceAll("[\\s-]", "");
  }

  private static Block block(Block.Kind kind, String text) {
    return new Block(kind, text);
  }

  private static List<String> of(Block... blocks) {
    return Passages.USUAL.of(new Section(List.of("T"), "", List.of(blocks)));
  }
}
