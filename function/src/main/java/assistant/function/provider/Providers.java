package assistant.function.provider;

import assistant.function.chain.Model;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Where answers come from: finds the model that the settings name.
public final class Providers {
  private static final String UNUSABLE =
      "The model in process cannot be used; the function's log says why.";

  private Providers() {}

  /// An OpenAI-compatible server, else a model on the class path, else none; `outputTokens` are the
  /// most that an answer may take.
  public static Model of(ProviderSettings settings, int outputTokens, Authorization key) {
    if (settings.llamaModel().isEmpty() && settings.namesProvider()) {
      return openAi(settings, outputTokens, key);
    }
    return inProcess(settings, outputTokens);
  }

  private static Model openAi(ProviderSettings settings, int outputTokens, Authorization key) {
    StreamingHttpClient http =
        new StreamingHttpClient(
            settings.endpoint(),
            key,
            Dialect.of(settings.endpoint().getHost()).withLength(settings.lengthField()));
    StreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(settings.endpoint().toString())
            .modelName(settings.model())
            .maxCompletionTokens(outputTokens)
            .reasoningEffort(settings.effortToSend().orElse(null))
            .temperature(settings.temperature().orElse(null))
            .returnThinking(true)
            .build();
    String kind =
        settings.bedrock().isPresent()
            ? "bedrock"
            : settings.baseUrl().isPresent() ? "compatible" : "openai";
    return new ServedModel(model, settings.model(), kind, outputTokens, key);
  }

  private static Model inProcess(ProviderSettings settings, int outputTokens) {
    String kind = settings.llamaFile().isPresent() ? "llama" : "built-in";
    try {
      Iterator<StreamingChatModel> models = ServiceLoader.load(StreamingChatModel.class).iterator();
      if (models.hasNext()) {
        return new ModelInProcess(models.next(), kind, outputTokens);
      }
    } catch (RuntimeException | ServiceConfigurationError e) {
      System.err.println(
          "The model cannot be loaded. "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
      return new NoModel(kind, UNUSABLE);
    }
    if (settings.llamaModel().isPresent()) {
      System.err.println("LLAMA_MODEL is set, but this build has nothing that runs model files.");
      return new NoModel(kind, UNUSABLE);
    }
    return new NoModel("none", NoModel.CONNECT);
  }
}
