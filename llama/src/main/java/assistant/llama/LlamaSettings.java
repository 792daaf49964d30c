package assistant.llama;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How the model is to run: its file (none, or the word `built-in`, means the built-in model), and
/// llama.cpp's settings, of which a missing one is chosen to fit.
record LlamaSettings(
    Optional<Path> file,
    int threads,
    Optional<Integer> context,
    int parallel,
    Optional<Boolean> repack,
    Sampling sampling,
    Thinking thinking,
    int gpuLayers,
    Optional<Path> libraries) {
  private static final String BUILT_IN = "built-in";
  private static final Sampling USUAL = new Sampling(0.7f, 40, 0.95f, 0.05f, 1);
  private static final int USEFUL_THREADS = 8;
  private static final int USUAL_PARALLEL = 8;

  LlamaSettings {
    within("LLAMA_THREADS", threads, 1, 512);
    context.ifPresent(tokens -> within("LLAMA_CONTEXT", tokens, 128, 10_000_000));
    within("LLAMA_PARALLEL", parallel, 1, 64);
    within("LLAMA_GPU_LAYERS", gpuLayers, 0, 10_000);
  }

  /// The built-in model, as it runs when nothing is set.
  static LlamaSettings builtIn() {
    return of(Map.of());
  }

  static LlamaSettings of(Map<String, String> environment) {
    refuseAForeignLibrary(environment);
    Variables variables = new Variables(environment);
    Optional<Path> file =
        variables
            .text("LLAMA_MODEL")
            .filter(text -> !text.equals(BUILT_IN))
            .map(text -> Variables.path("LLAMA_MODEL", text));
    return new LlamaSettings(
        file,
        variables.number("LLAMA_THREADS").orElseGet(() -> usualThreads(file.isPresent())),
        variables.number("LLAMA_CONTEXT"),
        variables.number("LLAMA_PARALLEL").orElse(USUAL_PARALLEL),
        variables.flag("LLAMA_REPACK"),
        sampling(variables, file.isEmpty() ? Sampling.LIKELIEST : USUAL),
        new Thinking(variables.text("OPENAI_REASONING_EFFORT")),
        variables.number("LLAMA_GPU_LAYERS").orElse(0),
        variables.text("LLAMA_LIBRARIES").map(text -> Variables.path("LLAMA_LIBRARIES", text)));
  }

  private static Sampling sampling(Variables variables, Sampling usual) {
    return new Sampling(
        variables.decimal("LLAMA_TEMPERATURE", 0, 2).orElse(usual.temperature()),
        variables.number("LLAMA_TOP_K").orElse(usual.topK()),
        variables.decimal("LLAMA_TOP_P", 0, 1).orElse(usual.topP()),
        variables.decimal("LLAMA_MIN_P", 0, 1).orElse(usual.minP()),
        variables.decimal("LLAMA_REPEAT_PENALTY", 0.5f, 2).orElse(usual.repetition()));
  }

  /// ggml loads what it names, past the libraries that were checked.
  private static void refuseAForeignLibrary(Map<String, String> environment) {
    if (environment.containsKey("GGML_BACKEND_PATH")) {
      throw new IllegalArgumentException(
          "GGML_BACKEND_PATH would load another library into llama.cpp: unset it");
    }
  }

  /// Whether the weights are to be copied into the shape that the processor reads fastest.
  boolean repack(long fileBytes) {
    return repack.orElseGet(() -> Footprint.fitsTwice(fileBytes, Machine.here()));
  }

  /// The built-in model is so small that threads would only wait for each other.
  private static int usualThreads(boolean ownFile) {
    return ownFile ? Math.min(USEFUL_THREADS, Runtime.getRuntime().availableProcessors()) : 1;
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, not %d".formatted(name, least, most, value));
    }
  }
}
