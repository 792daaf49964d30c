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
  private static final String BUILT_IN = "llama/src/main/resources/assistant/llama/built-in.gguf";
  private static final int USUAL = 1024;
  private static final int ONE_PROCESSOR = 1769;
  private static final int MOST = 10_240;

  static Image of(Options options, Path root) {
    // The page has its own way up; a new one is no new image, nor is a model that is not asked for.
    return options
        .value(Option.LLAMA_MODEL)
        .map(model ->
            model.equals("built-in") ? builtIn(options, root) : carrying(model, options, root))
        .orElseGet(() ->
            new Image(
                "function",
                Map.of(),
                List.of("web", "models", "llama/src", "llama/native"),
                Map.of("LLAMA_MODEL", ""),
                USUAL));
  }

  private static Image builtIn(Options options, Path root) {
    if (options.value(Option.LLAMA_CONTEXT).isPresent()) {
      context(options, "the built-in model", read("built-in", root.resolve(BUILT_IN)));
    }
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
        fitting(model, options, root));
  }

  private static String temperature(Options options) {
    return options.value(Option.TEMPERATURE, "");
  }

  /// At least what has a whole processor.
  private static int fitting(String model, Options options, Path root) {
    Path file = root.resolve(model);
    if (!Files.isRegularFile(file)) {
      throw refused(
          "%s is not there. Put the file into the folder models/ of the repository.", model);
    }
    ModelFile read = read(model, file);
    int context = context(options, model, read);
    long needed = read.megabytes(context);
    if (needed > MOST) {
      throw refused(
          "%s needs %d MB of memory for %d tokens; a function has at most %d. Choose a smaller model, one with fewer bits, or a smaller llamaContext.",
          model, needed, context, MOST);
    }
    return (int) Math.max(ONE_PROCESSOR, needed);
  }

  private static ModelFile read(String model, Path file) {
    try {
      return ModelFile.read(file);
    } catch (IllegalArgumentException e) {
      throw refused("%s %s.", model, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many tokens the function will read at once.
  private static int context(Options options, String model, ModelFile read) {
    int context = options.number(Option.LLAMA_CONTEXT, read.usualContext());
    if (context > read.trainedContext()) {
      throw new IllegalArgumentException(
          "Option llamaContext is %d, but %s reads at most %d tokens."
              .formatted(context, model, read.trainedContext()));
    }
    return context;
  }

  private static IllegalArgumentException refused(String message, Object... values) {
    return new IllegalArgumentException("Option llamaModel: " + message.formatted(values));
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
