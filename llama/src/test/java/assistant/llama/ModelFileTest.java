package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  /// None of them is known to make llama.cpp give up: what does is not to be found here.
  static Stream<Arguments> brokenFiles() {
    int half = GOOD.bytes().length / 2;
    return Stream.of(
        Arguments.of(GOOD.first(0), "cannot be used"),
        Arguments.of(GOOD.first(3), "cannot be used"),
        Arguments.of(new GgufBytes("<html>not found</html>".getBytes()), "magic"),
        Arguments.of(new GgufBytes(new byte[4096]), "magic"),
        Arguments.of(GOOD.first(10), "cannot be used"),
        Arguments.of(GOOD.first(100), "cannot be used"),
        Arguments.of(GOOD.first(30_000), "cannot be used"),
        Arguments.of(GOOD.first(half), "corrupted or incomplete"),
        Arguments.of(GOOD.first(GOOD.bytes().length - 1), "corrupted or incomplete"),
        Arguments.of(GOOD.withInt(4, 0x03000000), "endian"),
        Arguments.of(GOOD.with("general.architecture", "general.architectzzz"), "architecture"),
        Arguments.of(GOOD.with("token_embd.weight", "token_embx.weight"), "token_embd.weight"),
        Arguments.of(GOOD.with("llama.", "lxama.").withArchitecture("lxama"), "'lxama'"),
        Arguments.of(GOOD.with("blk.0.attn_q", "blk.0.attn_z"), "blk.0.attn_q.weight"),
        Arguments.of(GOOD.withValue("llama.block_count", 40), "blk.2."));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefusedInOneLine(GgufBytes broken, String reason) throws IOException {
    assertFault(broken.in(folder), reason);
  }

  @Test
  void aModelThatTurnsTextsIntoNumbersIsRefused() throws IOException {
    assertFault(TinyGguf.llama3().with("llama.pooling_type", 1).in(folder), "does not answer");
  }

  @Test
  void aTemplateThatCannotBeReadIsRefused() throws IOException {
    assertFault(
        TinyGguf.llama3().with("tokenizer.chat_template", "{% for x in %}").in(folder),
        "its chat template cannot be read");
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
        "LLAMA_PARALLEL=0",
        "LLAMA_TOP_K=-1",
        "LLAMA_TOP_P=2",
        "LLAMA_MIN_P=x",
        "LLAMA_REPEAT_PENALTY=0",
        "LLAMA_REPACK=maybe",
        "LLAMA_LIBRARIES=\0",
        "GGML_BACKEND_PATH=/tmp/x.so"
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
