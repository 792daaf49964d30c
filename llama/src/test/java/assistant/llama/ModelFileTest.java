package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelFileTest {
  private static final GgufBytes GOOD = GgufBytes.builtIn();
  @TempDir private Path folder;

  private static LlamaChatModel load(Path file) {
    return new LlamaChatModel(LlamaSettings.of(Map.of("LLAMA_MODEL", file.toString())));
  }

  @Test
  void aGoodFileAnswersUnderItsOwnName() throws IOException {
    try (LlamaChatModel model = load(GOOD.in(folder))) {
      assertEquals("LLM Assistant built-in", model.defaultRequestParameters().modelName());
      assertTrue(Heard.of(model, "What is an LLM?", 8).text().startsWith("A large language"));
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.gguf");
    assertFault(missing, missing + " is not there");
    assertFault(folder, folder + " is not there, or is not a file");
  }

  static Stream<Arguments> brokenFiles() {
    int half = GOOD.bytes().length / 2;
    return Stream.of(
        Arguments.of(GOOD.first(0), "is not a GGUF file"),
        Arguments.of(GOOD.first(3), "is not a GGUF file"),
        Arguments.of(new GgufBytes("<html>not found</html>".getBytes()), "is not a GGUF file"),
        Arguments.of(new GgufBytes(new byte[4096]), "is not a GGUF file"),
        Arguments.of(GOOD.first(10), "is truncated"),
        Arguments.of(GOOD.first(100), "is truncated"),
        Arguments.of(GOOD.first(30_000), "is truncated"),
        Arguments.of(GOOD.first(half), "is truncated"),
        Arguments.of(GOOD.first(GOOD.bytes().length - 1), "is truncated"),
        Arguments.of(GOOD.withInt(4, 1), "GGUF version 1"),
        Arguments.of(GOOD.withInt(4, 0x03000000), "GGUF version"),
        Arguments.of(GOOD.withInt(8, -1), "entries"),
        Arguments.of(GOOD.withInt(12, 1), "entries"),
        Arguments.of(GOOD.withInt(16, 1 << 30), "entries"),
        Arguments.of(GOOD.withInt(24, 1 << 30), "is truncated"),
        Arguments.of(GOOD.with("general.architecture", "general.architectzzz"), "architecture"),
        Arguments.of(GOOD.with("tokenizer.ggml.tokens", "tokenizer.ggml.tokenz"), "no vocabulary"),
        Arguments.of(GOOD.with("<0x41>", "<0x42>"), "holds a token twice"),
        Arguments.of(GOOD.with("<0x0A>", "<0x0Z>"), "lacks the byte 10"),
        Arguments.of(GOOD.with("token_embd.weight", "token_embx.weight"), "no token embedding"),
        Arguments.of(GOOD.withValue("llama.attention.head_count", 0), "head_count is 0"),
        Arguments.of(GOOD.withValue("llama.block_count", 0), "block_count is 0"),
        Arguments.of(GOOD.withValue("llama.context_length", -1), "context_length"),
        Arguments.of(GOOD.withValue("tokenizer.ggml.eos_token_id", 99_999), "eos_token_id"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefusedInOneLine(GgufBytes broken, String reason) throws IOException {
    assertFault(broken.in(folder), reason);
  }

  /// The file is so long that each length may be true.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "general.name",
        "tokenizer.chat_template",
        "tokenizer.ggml.tokens",
        "tokenizer.ggml.token_type",
        "tokenizer.ggml.scores"
      })
  void aDamagedLengthInALongFileIsToldInOneLine(String key) throws IOException {
    Path file = GOOD.withLength(key, 2_000_000_000).in(folder);
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(17_000_000_000L);
    }
    assertFault(file, "is damaged");
  }

  @Test
  void anUnknownArchitectureIsNamed() throws IOException {
    assertFault(
        GOOD.with("llama.", "lxama.").withArchitecture("lxama").in(folder), "architecture lxama");
  }

  @Test
  void aFileWithoutItsLayersIsRefused() throws IOException {
    assertFault(GOOD.with("blk.0.attn_q", "blk.0.attn_z").in(folder), "cannot load");
    assertFault(GOOD.withValue("llama.block_count", 40).in(folder), "cannot load");
  }

  @Test
  void noDamageToTheHeaderEscapesTheCheck() throws IOException {
    Random random = new Random(1);
    Path file = folder.resolve("damaged.gguf");
    for (int i = 0; i < 150; i++) {
      byte[] damaged = GOOD.bytes().clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        damaged[random.nextInt(2_000)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      try {
        Gguf.read(file);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LLAMA_THREADS=none",
        "LLAMA_THREADS=0",
        "LLAMA_CONTEXT=12",
        "LLAMA_CONTEXT=9999999999",
        "LLAMA_TEMPERATURE=hot",
        "LLAMA_TEMPERATURE=NaN",
        "LLAMA_TEMPERATURE=3",
        "LLAMA_GPU_LAYERS=-1",
        "LLAMA_CONTEXT=100000",
        "LLAMA_MODEL=\0",
        "LLAMA_ARG_CTX_SIZE=100000",
        "LLAMA_ARG_RERANKING="
      })
  void aBadSettingNamesItself(String setting) {
    String[] pair = setting.split("=", 2);
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LlamaChatModel(LlamaSettings.of(Map.of(pair[0], pair[1]))));
    assertTrue(thrown.getMessage().startsWith(pair[0]), thrown.getMessage());
  }

  private static void assertFault(Path file, String reason) {
    RuntimeException thrown = assertThrows(RuntimeException.class, () -> load(file));
    assertTrue(
        thrown instanceof IllegalArgumentException || thrown instanceof IllegalStateException,
        thrown::toString);
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    assertTrue(thrown.getMessage().lines().count() == 1, thrown.getMessage());
  }
}
