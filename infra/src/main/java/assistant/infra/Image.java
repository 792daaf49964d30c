package assistant.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.DockerImageCode;

/// Which of the Dockerfile's images the function runs, the variables that go with it, and the
/// memory that it needs unless the owner says otherwise.
record Image(
    String target,
    Map<String, String> arguments,
    List<String> excluded,
    Map<String, String> variables,
    int megabytes) {
  private static final String CARRIED = "/opt/assistant/llama/model.gguf";
  private static final int USUAL = 1024;
  private static final int ONE_PROCESSOR = 1769;
  private static final int MOST = 10_240;

  /// Besides the file: the runtime, and the model's memory of the conversation.
  private static final int BESIDES = 768;

  static Image of(Options options, Path root) {
    // The page has its own way up; a new one is no new image, nor is a model that is not asked for.
    return options
        .value(Option.LLAMA_MODEL)
        .map(model -> model.equals("built-in") ? builtIn(options) : carrying(model, options, root))
        .orElseGet(() ->
            new Image(
                "function",
                Map.of(),
                List.of("web", "models", "llama/src"),
                Map.of("LLAMA_MODEL", ""),
                USUAL));
  }

  private static Image builtIn(Options options) {
    return new Image(
        "llama",
        Map.of(),
        List.of("web", "models"),
        Map.of("LLAMA_MODEL", "built-in", "LLAMA_TEMPERATURE", temperature(options)),
        USUAL);
  }

  private static Image carrying(String model, Options options, Path root) {
    return new Image(
        "llama",
        Map.of("LLAMA_MODEL", model),
        List.of("web", "models/*", "!" + model),
        Map.of("LLAMA_MODEL", CARRIED, "LLAMA_TEMPERATURE", temperature(options)),
        fitting(model, root));
  }

  private static String temperature(Options options) {
    return options.value(Option.TEMPERATURE, "");
  }

  /// At least what has a whole processor.
  private static int fitting(String model, Path root) {
    Path file = root.resolve(model);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Option llamaModel: %s is not there. Put the file into the folder models/ of the repository."
              .formatted(model));
    }
    try {
      long megabytes = Files.size(file) / (1 << 20);
      long needed = megabytes + megabytes / 8 + BESIDES;
      if (needed > MOST) {
        throw new IllegalArgumentException(
            "Option llamaModel: %s needs %d MB of memory; a function has at most %d. Choose a smaller model, or one with fewer bits."
                .formatted(model, needed, MOST));
      }
      return (int) Math.max(ONE_PROCESSOR, needed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DockerImageCode code(Path root, boolean arm, String commit) {
    var all = new TreeMap<>(arguments);
    all.put("COMMIT", commit);
    return DockerImageCode.fromImageAsset(
        root.toString(),
        AssetImageCodeProps.builder()
            .platform(arm ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
            .target(target)
            .exclude(excluded)
            .buildArgs(all)
            .build());
  }
}
