package assistant.llama;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the model is to run: its file (none, or the word `built-in`, means the built-in model), and
/// llama.cpp's settings, of which a missing one is chosen to fit.
record LlamaSettings(
    Optional<Path> file,
    int threads,
    Optional<Integer> context,
    Optional<Float> temperature,
    int gpuLayers) {
  private static final String BUILT_IN = "built-in";
  private static final String OTHERS = "LLAMA_ARG_";
  private static final int USEFUL_THREADS = 8;

  LlamaSettings {
    within("LLAMA_THREADS", threads, 1, 512);
    context.ifPresent(tokens -> within("LLAMA_CONTEXT", tokens, 128, 10_000_000));
    temperature.ifPresent(value -> within("LLAMA_TEMPERATURE", value, 0, 2));
    within("LLAMA_GPU_LAYERS", gpuLayers, 0, 10_000);
  }

  /// The built-in model, as it runs when nothing is set.
  static LlamaSettings builtIn() {
    return of(Map.of());
  }

  static LlamaSettings of(Map<String, String> environment) {
    refuseThoseOfLlamaCpp(environment.keySet());
    Optional<Path> file =
        value(environment, "LLAMA_MODEL")
            .filter(text -> !text.equals(BUILT_IN))
            .map(LlamaSettings::path);
    return new LlamaSettings(
        file,
        value(environment, "LLAMA_THREADS")
            .map(text -> whole("LLAMA_THREADS", text))
            .orElseGet(() -> usualThreads(file.isPresent())),
        value(environment, "LLAMA_CONTEXT").map(text -> whole("LLAMA_CONTEXT", text)),
        value(environment, "LLAMA_TEMPERATURE").map(LlamaSettings::decimal),
        value(environment, "LLAMA_GPU_LAYERS")
            .map(text -> whole("LLAMA_GPU_LAYERS", text))
            .orElse(0));
  }

  /// They go past everything that is checked here, and some end the process.
  private static void refuseThoseOfLlamaCpp(Set<String> names) {
    names.stream()
        .filter(name -> name.startsWith(OTHERS))
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              name + " would change llama.cpp past this program's own settings: unset it");
        });
  }

  /// The built-in model is so small that threads would only wait for each other.
  private static int usualThreads(boolean ownFile) {
    return ownFile ? Math.min(USEFUL_THREADS, Runtime.getRuntime().availableProcessors()) : 1;
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("LLAMA_MODEL is no path: " + text, e);
    }
  }

  private static int whole(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, not " + text, e);
    }
  }

  private static float decimal(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("LLAMA_TEMPERATURE must be a number, not " + text, e);
    }
  }

  private static void within(String name, float value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, not %s"
              .formatted(name, least, most, value == (int) value ? "" + (int) value : "" + value));
    }
  }
}
