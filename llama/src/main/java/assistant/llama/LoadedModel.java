package assistant.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A model in memory with everything that answers from it.
record LoadedModel(
    LlamaModel model,
    Decoder decoder,
    NativeThread texts,
    ChatTemplate template,
    ThoughtMarks marks,
    List<String> controlTokens,
    String name,
    int context,
    Sampling sampling)
    implements AutoCloseable {
  private static final String BUILT_IN = "/assistant/llama/built-in.gguf";
  private static final int USUAL_CONTEXT = 4096;

  static LoadedModel load(LlamaSettings settings) {
    Path file = settings.file().orElseGet(() -> PrivateFolder.open().extract(BUILT_IN));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "LLAMA_MODEL: %s is not there, or is not a file. Name a GGUF file of a chat model."
              .formatted(file));
    }
    LlamaCpp llama = LlamaCpp.in(Libraries.of(settings.libraries()));
    NativeThread texts = new NativeThread("llama-text");
    try {
      return texts.call(() -> load(settings, file, llama, texts));
    } catch (IllegalArgumentException e) {
      texts.close();
      throw e.getMessage().startsWith("LLAMA_")
          ? e
          : new IllegalArgumentException(
              "LLAMA_MODEL: %s cannot be used: %s. Name a GGUF file of a chat model."
                  .formatted(file, e.getMessage()),
              e);
    } catch (NativeAbort e) {
      throw new IllegalStateException(
          "LLAMA_MODEL: %s cannot be used. %s. Name another file.".formatted(file, e.getMessage()),
          e);
    }
  }

  private static LoadedModel load(
      LlamaSettings settings, Path file, LlamaCpp llama, NativeThread texts) {
    LlamaModel model = LlamaModel.load(llama, file, settings.gpuLayers(), repack(settings, file));
    try {
      if (!model.writes()) {
        throw new IllegalArgumentException(
            "it turns texts into numbers (architecture %s), it does not answer"
                .formatted(model.architecture()));
      }
      boolean builtIn = settings.file().isEmpty();
      ChatTemplate template = new ChatTemplate(model, settings.thinking());
      List<String> controlTokens = model.controlTokens(template.source);
      int context = context(settings, model);
      Decoder decoder =
          new Decoder(
              model,
              context * Footprint.of(model, context, Machine.here()).conversations(),
              settings.parallel(),
              settings.threads());
      decoder.start();
      return new LoadedModel(
          model,
          decoder,
          texts,
          template,
          ThoughtMarks.of(template.source),
          controlTokens,
          builtIn
              ? "built-in"
              : model
                  .value("general.name")
                  .filter(name -> !name.isBlank())
                  .orElse(file.getFileName().toString()),
          context,
          settings.sampling());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static boolean repack(LlamaSettings settings, Path file) {
    try {
      return settings.repack(Files.size(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read", e);
    }
  }

  private static int context(LlamaSettings settings, LlamaModel model) {
    int trained = model.trainedContext();
    int wanted = settings.context().orElse(Math.min(USUAL_CONTEXT, trained));
    if (wanted > trained) {
      throw new IllegalArgumentException(
          "LLAMA_CONTEXT is %d, but this model reads at most %d tokens".formatted(wanted, trained));
    }
    return wanted;
  }

  /// Whether the model was trained on questions alone, without system prompt and history: a key of
  /// this project's.
  boolean questionOnly() {
    return model.value("llm_assistant.question_only").filter("true"::equals).isPresent();
  }

  /// How many tokens the model writes at first that nobody sees: a key of this project's.
  int silentTokens() {
    return model.number("llm_assistant.silent_tokens", 0);
  }

  int[] tokenize(String text) {
    return texts.call(() -> model.tokenize(text));
  }

  /// Whether llama.cpp has given up on it.
  boolean isBroken() {
    return texts.isStuck() || decoder.isBroken();
  }

  /// Stops every answer and waits until nothing is computed any more.
  void rest() {
    decoder.close();
  }

  /// For tests, which load more than one: in production a model lives as long as the process.
  @Override
  public void close() {
    decoder.close();
    texts.close();
    if (!isStuck()) {
      model.close();
    }
  }

  private boolean isStuck() {
    return texts.isStuck() || decoder.isStuck();
  }
}
