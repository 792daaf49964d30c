package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufHeaderTest {
  @TempDir private Path folder;

  @Test
  void eachTypeIsReadOrPassedOver() throws IOException {
    var metadata =
        read(
            new GgufBytes()
                .withRaw("uint8", 0, 0xfe)
                .withRaw("int8", 1, 0xfe)
                .withRaw("uint16", 2, 0xfe, 0xff)
                .withRaw("int16", 3, 0xfe, 0xff)
                .withRaw("uint32", 4, 0xfe, 0xff, 0xff, 0xff)
                .withRaw("int32", 5, 0xfe, 0xff, 0xff, 0xff)
                .withRaw("float32", 6, 0, 0, 0, 0)
                .withRaw("bool", 7, 1)
                .with("string", "grüße")
                .with("numbers", 7, -2)
                .withTexts("texts", 3)
                .withRaw("floats", 9, 6, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4)
                .withRaw("uint64", 10, 1, 0, 0, 0, 1, 0, 0, 0)
                .withRaw("int64", 11, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
                .withRaw("float64", 12, 0, 0, 0, 0, 0, 0, 0, 0)
                .with("last", 1)
                .bytes());
    assertArrayEquals(new long[] {7, -2}, (long[]) metadata.remove("numbers"));
    assertEquals(
        Map.ofEntries(
            Map.entry("uint8", 254L),
            Map.entry("int8", -2L),
            Map.entry("uint16", 65_534L),
            Map.entry("int16", -2L),
            Map.entry("uint32", 4_294_967_294L),
            Map.entry("int32", -2L),
            Map.entry("string", "grüße"),
            Map.entry("texts", new GgufHeader.Length(3)),
            Map.entry("floats", new GgufHeader.Length(1)),
            Map.entry("uint64", 4_294_967_297L),
            Map.entry("int64", -2L),
            Map.entry("last", 1L)),
        metadata);
  }

  @Test
  void theBuiltInModelsFileIsRead() throws IOException {
    var file = Path.of("../llama/src/main/resources/assistant/llama/built-in.gguf");
    assertEquals("llama", GgufHeader.read(file).get("general.architecture"));
  }

  @Test
  void whatIsNoGgufFileIsToldSo() throws IOException {
    var whole = new GgufBytes().with("a", 1);
    assertEquals("is no GGUF file", refusal(new byte[0]));
    assertEquals("is no GGUF file", refusal("<!doctype html>".getBytes()));
    assertEquals("has GGUF version 1; 2 and 3 can be read", refusal(whole.bytes(1, 1)));
    for (var pairs : Set.of(2L, -1L, Long.MAX_VALUE)) {
      assertEquals("is cut off: download or copy it again", refusal(whole.bytes(3, pairs)));
    }
    assertEquals(
        "is damaged: it has a value of unknown type 13",
        refusal(new GgufBytes().withRaw("a", 13, 0).bytes()));
    for (var length : new int[][] {{9, 1, 0}, {0, 0, 0xff}}) {
      var list = new int[] {length[0], 0, 0, 0, length[1], 0, 0, 0, 0, 0, 0, length[2]};
      assertEquals(
          "is damaged: it has a list that cannot be",
          refusal(new GgufBytes().withRaw("a", 9, list).bytes()));
    }
  }

  @Test
  void everyCutAndEveryDamageEndsInAnAnswerOrOneRefusal() throws IOException {
    var whole = GgufBytes.llama(2, 64, 4, 2).withTexts("tokenizer.ggml.tokens", 20).bytes();
    for (var length = 4; length < whole.length; length++) {
      assertEquals("is cut off: download or copy it again", refusal(Arrays.copyOf(whole, length)));
    }
    var random = new Random(1);
    for (var i = 0; i < 2_000; i++) {
      var damaged = whole.clone();
      damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      try {
        ModelFile.of(damaged.length, read(damaged)).megabytes(4096);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().lines().count() == 1, e::getMessage);
      }
    }
  }

  private Map<String, Object> read(byte[] bytes) throws IOException {
    return GgufHeader.read(Files.write(folder.resolve("model.gguf"), bytes));
  }

  private String refusal(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> read(bytes)).getMessage();
  }
}
