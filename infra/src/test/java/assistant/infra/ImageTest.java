package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @BeforeEach
  void repository() throws IOException {
    Files.copy(Path.of("../.dockerignore"), root.resolve(".dockerignore"));
    Files.writeString(root.resolve("Dockerfile"), "FROM scratch");
    Files.createDirectory(root.resolve("models"));
    model("small.gguf", 700);
    model("large.gguf", 9_000);
  }

  /// A file that takes no room on the disk.
  private void model(String name, long megabytes) throws IOException {
    try (var file = new RandomAccessFile(root.resolve("models").resolve(name).toFile(), "rw")) {
      file.setLength(megabytes << 20);
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
  void memoryIsWhatTheFileNeeds() throws IOException {
    assertEquals(1769, Image.of(CARRYING, root).megabytes());
    model("small.gguf", 4_800);
    assertEquals(4_800 + 600 + 768, Image.of(CARRYING, root).megabytes());
  }

  @Test
  void aFileThatIsMissingOrTooLargeIsToldWithWhatToDo() {
    assertEquals(
        "Option llamaModel: models/none.gguf is not there. Put the file into the folder models/ of the repository.",
        refusal("models/none.gguf"));
    assertEquals(
        "Option llamaModel: models/large.gguf needs 10893 MB of memory; a function has at most 10240. Choose a smaller model, or one with fewer bits.",
        refusal("models/large.gguf"));
  }

  @Test
  void onlyTheChosenFileIsSentToTheBuilder() throws IOException {
    model("small.gguf", 1);
    model("large.gguf", 1);
    assertEquals(new TreeSet<>(), sent(Options.from(Map.of())));
    assertEquals(new TreeSet<>(), sent(Options.from(Map.of("llamaModel", "built-in"))));
    assertEquals(new TreeSet<>(java.util.Set.of("models/small.gguf")), sent(CARRYING));
  }

  /// The models among what the CDK hands to the container engine.
  private TreeSet<String> sent(Options options) throws IOException {
    var out = Files.createTempDirectory(root.getParent(), "assembly");
    var app = Synthesis.app(out);
    DockerImageFunction.Builder.create(new Stack(app, "Stack"), "Function")
        .code(Image.of(options, root).code(root, false, "unknown"))
        .build();
    app.synth();
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
    var options = Options.from(Map.of("llamaModel", model));
    return assertThrows(IllegalArgumentException.class, () -> Image.of(options, root)).getMessage();
  }
}
