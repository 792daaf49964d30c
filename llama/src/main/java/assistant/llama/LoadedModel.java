package assistant.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.OnlySlot;
import java.nio.file.Path;

/// A model in memory, with what is known of its file and how long a text it reads.
record LoadedModel(LlamaModel model, Gguf file, String name, int context, float temperature) {
  private static final String BUILT_IN = "/assistant/llama/built-in.gguf";
  private static final int USUAL_CONTEXT = 4096;
  private static final float USUAL_TEMPERATURE = 0.7f;

  static LoadedModel load(LlamaSettings settings) {
    PrivateFolder folder = PrivateFolder.open();
    Gguf file = file(settings, folder);
    int context = context(settings, file);
    NativeLibrary.load(folder);
    ModelParameters parameters =
        new ModelParameters()
            .setModel(file.file().toString())
            .setCtxSize(context)
            .setThreads(settings.threads())
            .setThreadsBatch(settings.threads())
            .setParallel(1)
            .enableJinja()
            .disableContextShift()
            .skipWarmup()
            .disableLog();
    if (settings.gpuLayers() > 0) {
      parameters.setGpuLayers(settings.gpuLayers());
    }
    try {
      boolean builtIn = settings.file().isEmpty();
      return new LoadedModel(
          DeepStack.call(() -> new LlamaModel(parameters)),
          file,
          builtIn ? "built-in" : file.name().orElse(file.file().getFileName().toString()),
          context,
          settings.temperature().orElse(builtIn ? 0 : USUAL_TEMPERATURE));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "llama.cpp cannot load %s (architecture %s): choose a file that version b4916 knows, or one that fits into memory"
              .formatted(file.file(), file.architecture()),
          e);
    }
  }

  private static Gguf file(LlamaSettings settings, PrivateFolder folder) {
    Path file = settings.file().orElseGet(() -> folder.extract(BUILT_IN));
    try {
      return Gguf.read(file);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "LLAMA_MODEL: " + e.getMessage() + ". Name a GGUF file of a chat model.", e);
    }
  }

  private static int context(LlamaSettings settings, Gguf file) {
    int trained = file.contextLength();
    int wanted = settings.context().orElse(Math.min(USUAL_CONTEXT, trained));
    if (wanted > trained) {
      throw new IllegalArgumentException(
          "LLAMA_CONTEXT is %d, but this model reads at most %d tokens".formatted(wanted, trained));
    }
    return wanted;
  }

  /// How many characters a text may have that can fit: as many as the longest tokens would have.
  int mostCharacters() {
    return (int) Math.min(DeepStack.MOST_CHARACTERS, (long) context * file.vocabulary().longest());
  }

  String prompt(Conversation conversation) {
    return DeepStack.call(() -> conversation.applied(model));
  }

  int count(String text) {
    return DeepStack.call(() -> model.encode(text).length);
  }

  /// Returns when what was cancelled is decoded no longer: this request, of nothing, comes after
  /// it.
  void rest() {
    LlamaIterator last = pieces(new InferenceParameters("").setNPredict(1).setCachePrompt(false));
    while (last.hasNext()) {
      last.next();
    }
  }

  LlamaIterator pieces(InferenceParameters parameters) {
    return DeepStack.call(() -> model.generate(OnlySlot.of(parameters)).iterator());
  }
}
