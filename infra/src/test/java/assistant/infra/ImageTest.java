package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.DockerImageFunction;

class ImageTest {
  private static final Options CARRYING =
      Options.from(Map.of("llamaModel", "models/small.gguf", "temperature", "0.3"));
  @TempDir private Path root;
  @TempDir private Path assemblies;

  @BeforeEach
  void repository() throws IOException {
    Files.copy(Path.of("../.dockerignore"), root.resolve(".dockerignore"));
    Files.writeString(root.resolve("Dockerfile"), "FROM scratch");
    Files.createDirectory(root.resolve("models"));
    model("small.gguf", 700);
    model("large.gguf", 9_000);
  }

  private void model(String name, long megabytes) throws IOException {
    model(name, megabytes, GgufBytes.llama(32, 4096, 32, 8));
  }

  /// A file that takes no room on the disk.
  private void model(String name, long megabytes, GgufBytes header) throws IOException {
    var file = root.resolve("models").resolve(name);
    Files.write(file, header.bytes());
    try (var whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.setLength(megabytes << 20);
    }
  }

  @Test
  void withoutAModelFileTheImageIsTheFunctions() {
    var image = Image.of(Options.from(Map.of()), root);
    assertEquals("function", image.target());
    assertEquals(Map.of("LLAMA_MODEL", ""), image.variables());
    assertEquals(1024, image.megabytes());
  }

  @Test
  void aModelFileIsNamedToTheBuildAndToTheFunction() {
    var image = Image.of(CARRYING, root);
    assertEquals("llama", image.target());
    assertEquals(Map.of("LLAMA_MODEL", "models/small.gguf"), image.arguments());
    assertEquals(
        Map.of("LLAMA_MODEL", "/opt/assistant/llama/model.gguf", "LLAMA_TEMPERATURE", "0.3"),
        image.variables());
  }

  @Test
  void memoryIsWhatTheFileAndTheConversationNeed() throws IOException {
    model("small.gguf", 400);
    assertEquals(1769, Image.of(CARRYING, root).megabytes());
    model("small.gguf", 4_800);
    assertEquals(4_800 + 512 + 256 + 512, Image.of(CARRYING, root).megabytes());
    // Without grouped attention, as Llama 2.
    model("small.gguf", 3_900, GgufBytes.llama(32, 4096, 32, 32));
    assertEquals(3_900 + 2_048 + 256 + 512, Image.of(CARRYING, root).megabytes());
    assertEquals(3_900 + 1_024 + 128 + 512, Image.of(reading(2048), root).megabytes());
  }

  @Test
  void aContextThatTheModelWasNotTrainedForIsRefused() {
    assertEquals(
        "Option llamaContext is 8193, but models/small.gguf reads at most 8192 tokens.",
        refusal(reading(8193)));
    var builtIn = Options.from(Map.of("llamaModel", "built-in", "llamaContext", 513));
    assertEquals(
        "Option llamaContext is 513, but the built-in model reads at most 512 tokens.",
        assertThrows(IllegalArgumentException.class, () -> Image.of(builtIn, Path.of("..")))
            .getMessage());
  }

  private static Options reading(int tokens) {
    return Options.from(Map.of("llamaModel", "models/small.gguf", "llamaContext", tokens));
  }

  @Test
  void aFileThatIsMissingOrNoneOrTooLargeIsToldWithWhatToDo() throws IOException {
    assertEquals(
        "Option llamaModel: models/none.gguf is not there. Put the file into the folder models/ of the repository.",
        refusal("models/none.gguf"));
    assertEquals(
        "Option llamaModel: models/large.gguf needs 10280 MB of memory for 4096 tokens; a function has at most 10240. Choose a smaller model, one with fewer bits, or a smaller llamaContext.",
        refusal("models/large.gguf"));
    Files.writeString(root.resolve("models/page.gguf"), "<!doctype html>");
    assertEquals(
        "Option llamaModel: models/page.gguf is no GGUF file.", refusal("models/page.gguf"));
  }

  /// The table of speeds stands on sizes in decimal gigabytes, and on Llama 3's shapes.
  @Test
  void theTableOfSpeedsHasTheMemoryThatTheRuleGives() throws IOException {
    var page = Files.readString(Path.of("../docs/deploy.md"));
    assertTrue(page.contains("| built-in | 3.6 MB | 1,024 MB |"), "built-in");
    model("small.gguf", 700_000_000L >> 20, vocabulary(GgufBytes.llama(16, 2048, 32, 8)));
    assertTrue(page.contains("| 1B, 4 bit | 0.7 GB | " + memory() + " MB |"), memory());
    model(
        "small.gguf",
        2_000_000_000L >> 20,
        vocabulary(GgufBytes.llama(28, 3072, 24, 8))
            .with("llama.attention.key_length", 128)
            .with("llama.attention.value_length", 128));
    assertTrue(page.contains("| 3B, 4 bit | 2 GB | " + memory() + " MB |"), memory());
    model("small.gguf", 4_700_000_000L >> 20, vocabulary(GgufBytes.llama(32, 4096, 32, 8)));
    assertTrue(page.contains("| 8B, 4 bit | 4.7 GB | " + memory() + " MB |"), memory());
  }

  private static GgufBytes vocabulary(GgufBytes header) {
    return header.withTexts("tokenizer.ggml.tokens", 128_256);
  }

  private String memory() {
    return "%,d".formatted(Image.of(CARRYING, root).megabytes());
  }

  @Test
  void onlyTheChosenFileIsSentToTheBuilder() throws IOException {
    model("small.gguf", 1);
    model("large.gguf", 1);
    assertEquals(new TreeSet<>(), sent(Options.from(Map.of())));
    assertEquals(new TreeSet<>(), sent(Options.from(Map.of("llamaModel", "built-in"))));
    assertEquals(new TreeSet<>(java.util.Set.of("models/small.gguf")), sent(CARRYING));
  }

  @Test
  void aChangedTestMakesNoNewImage() throws IOException {
    model("small.gguf", 1);
    model("large.gguf", 1);
    for (var module : List.of("function", "local/cloud", "local/stubs", "image")) {
      source(module + "/src/main/java/Answer.java", "class Answer {}");
      source(module + "/src/test/java/AnswerTest.java", "class AnswerTest {}");
    }
    var tag = tag();
    for (var module : List.of("function", "local/cloud", "local/stubs", "image")) {
      source(module + "/src/test/java/AnswerTest.java", "// Another word.");
    }
    source("bench/src/main/java/Bench.java", "class Bench {}");
    assertEquals(tag, tag());
    source("function/src/main/java/Answer.java", "// Another word.");
    assertNotEquals(tag, tag());
  }

  private void source(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// The hash by which the CDK tells whether an image must be built and uploaded.
  private String tag() throws IOException {
    return Synthesis.read(synthesised(Options.from(Map.of())).resolve("Stack.assets.json"))
        .required("dockerImages")
        .fieldNames()
        .next();
  }

  private Path synthesised(Options options) throws IOException {
    var out = Files.createTempDirectory(assemblies, "assembly");
    var app = Synthesis.app(out);
    DockerImageFunction.Builder.create(new Stack(app, "Stack"), "Function")
        .code(Image.of(options, root).code(root, false, "unknown"))
        .build();
    app.synth();
    return out;
  }

  /// The models among what the CDK hands to the container engine.
  private TreeSet<String> sent(Options options) throws IOException {
    var out = synthesised(options);
    JsonNode images = Synthesis.read(out.resolve("Stack.assets.json")).required("dockerImages");
    var source = images.valueStream().findFirst().orElseThrow().required("source");
    assertEquals(Image.of(options, root).target(), source.required("dockerBuildTarget").asText());
    var folder = out.resolve(source.required("directory").asText());
    try (var files = Files.walk(folder)) {
      var all =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .toList();
      assertTrue(all.contains("Dockerfile"), all::toString);
      return all.stream()
          .filter(file -> file.endsWith(".gguf"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private String refusal(String model) {
    return refusal(Options.from(Map.of("llamaModel", model)));
  }

  private String refusal(Options options) {
    return assertThrows(IllegalArgumentException.class, () -> Image.of(options, root)).getMessage();
  }
}
