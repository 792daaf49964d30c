package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final long NO_BYTES = 0;

  /// The figures of models that people use; the conversation takes what is left when the 512 MB and
  /// the batch are taken off.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Llama 2 7B   | 32 | 4096 | 32 | 32 |  32000 | 4096 | 2048 | 256
          Llama 2 7B   | 32 | 4096 | 32 | 32 |  32000 | 2048 | 1024 | 128
          Phi 3 mini   | 32 | 3072 | 32 | 32 |  32064 | 4096 | 1536 | 256
          Llama 3 8B   | 32 | 4096 | 32 |  8 | 128256 | 4096 |  512 | 256
          Llama 3.2 1B | 16 | 2048 | 32 |  8 | 128256 | 4096 |  128 | 256
          Llama 3.2 1B | 16 | 2048 | 32 |  8 | 128256 |  512 |   16 | 251
          """)
  void memoryHoldsTheConversationAndABatch(
      String model,
      long layers,
      long width,
      long heads,
      long kept,
      long vocabulary,
      int context,
      long conversation,
      long batch) {
    var metadata = new HashMap<String, Object>();
    metadata.put("general.architecture", "llama");
    metadata.put("llama.context_length", 8192L);
    metadata.put("llama.block_count", layers);
    metadata.put("llama.embedding_length", width);
    metadata.put("llama.attention.head_count", heads);
    metadata.put("llama.attention.head_count_kv", kept);
    metadata.put("tokenizer.ggml.tokens", new GgufHeader.Length(vocabulary));
    assertEquals(
        conversation + batch + 512, ModelFile.of(NO_BYTES, metadata).megabytes(context), model);
  }

  @Test
  void theFileItselfIsInMemoryToo() {
    var metadata = metadata();
    assertEquals(
        ModelFile.of(NO_BYTES, metadata).megabytes(4096) + 4_000,
        ModelFile.of(4_000L << 20, metadata).megabytes(4096));
  }

  @Test
  void keysAndValuesMayHaveLengthsOfTheirOwn() {
    var metadata = metadata();
    metadata.put("llama.attention.key_length", 192L);
    assertEquals(2 * 4 * (192 + 128), ModelFile.of(NO_BYTES, metadata).kept());
    metadata.put("llama.attention.value_length", 64L);
    assertEquals(2 * 4 * (192 + 64), ModelFile.of(NO_BYTES, metadata).kept());
  }

  @Test
  void layersMayHaveHeadsOfTheirOwn() {
    var metadata = metadata();
    metadata.put("llama.attention.head_count", new long[] {0, 8});
    metadata.put("llama.attention.head_count_kv", new long[] {0, 2});
    assertEquals(2 * (128 + 128), ModelFile.of(NO_BYTES, metadata).kept());
  }

  @Test
  void withoutAWordOnGroupsEachHeadIsKept() {
    var metadata = metadata();
    metadata.remove("llama.attention.head_count_kv");
    assertEquals(2 * 8 * (128 + 128), ModelFile.of(NO_BYTES, metadata).kept());
  }

  @Test
  void aModelWithoutAttentionKeepsNothing() {
    var metadata = metadata();
    metadata.keySet().removeIf(key -> key.startsWith("llama.attention"));
    assertEquals(512, ModelFile.of(NO_BYTES, metadata).megabytes(4096));
  }

  @Test
  void figuresThatCannotBeAreRefusedByName() {
    assertEquals("does not name its architecture, so it holds no model", refusal(Map.of()));
    for (var wrong : new Object[] {"many", -1L, Long.MAX_VALUE, new long[] {4}}) {
      var metadata = metadata();
      metadata.put("llama.attention.head_count_kv", wrong);
      assertEquals(
          "is damaged: llama.attention.head_count_kv is missing or cannot be", refusal(metadata));
    }
    for (var key : new String[] {"context_length", "block_count", "embedding_length"}) {
      var metadata = metadata();
      metadata.remove("llama." + key);
      assertEquals("is damaged: llama." + key + " is missing or cannot be", refusal(metadata));
    }
  }

  @Test
  void theUsualContextIsNoMoreThanTheModelWasTrainedFor() {
    var metadata = metadata();
    assertEquals(4096, ModelFile.of(NO_BYTES, metadata).usualContext());
    metadata.put("llama.context_length", 2048L);
    assertEquals(2048, ModelFile.of(NO_BYTES, metadata).usualContext());
  }

  /// Two layers of eight heads of 128, four of them kept.
  private static Map<String, Object> metadata() {
    return new HashMap<>(
        Map.of(
            "general.architecture", "llama",
            "llama.context_length", 8192L,
            "llama.block_count", 2L,
            "llama.embedding_length", 1024L,
            "llama.attention.head_count", 8L,
            "llama.attention.head_count_kv", 4L));
  }

  private static String refusal(Map<String, Object> metadata) {
    return assertThrows(IllegalArgumentException.class, () -> ModelFile.of(NO_BYTES, metadata))
        .getMessage();
  }
}
