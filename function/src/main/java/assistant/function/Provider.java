package assistant.function;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/// Where answers come from: the model, its name, and whether it can be asked at all. `kind` is one
/// of the words of `/api/health`.
record Provider(String kind, String modelName, Model model, BooleanSupplier ready) {
  private static final String CONNECT =
      "No model is connected yet. Set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for a compatible server.";

  /// The one that the settings name: an OpenAI-compatible server, else a model on the class path,
  /// else none.
  static Provider of(Settings settings, Key key) {
    if (settings.llamaModel().isEmpty() && settings.namesProvider()) {
      return openAi(settings, key);
    }
    return inProcess(settings);
  }

  private static Provider openAi(Settings settings, Key key) {
    StreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new Wire(settings.endpoint(), key).builder())
            .baseUrl(settings.endpoint().toString())
            .modelName(settings.model())
            .maxCompletionTokens(settings.limits().outputTokens())
            .reasoningEffort(settings.effortToSend().orElse(null))
            .temperature(settings.temperature().orElse(null))
            .build();
    BooleanSupplier ready = () -> settings.baseUrl().isPresent() || key.current().isPresent();
    String kind = settings.baseUrl().isPresent() ? "compatible" : "openai";
    return new Provider(kind, settings.model(), guarded(model::chat, ready), ready);
  }

  private static Provider inProcess(Settings settings) {
    try {
      Iterator<StreamingChatModel> models = ServiceLoader.load(StreamingChatModel.class).iterator();
      if (models.hasNext()) {
        StreamingChatModel model = models.next();
        String kind = settings.llamaModel().isPresent() ? "llama" : "built-in";
        int most = settings.limits().outputTokens();
        Model capped =
            (request, handler) ->
                model.chat(
                    ChatRequest.builder()
                        .messages(request.messages())
                        .maxOutputTokens(most)
                        .build(),
                    handler);
        return new Provider(kind, model.defaultRequestParameters().modelName(), capped, () -> true);
      }
      if (settings.llamaModel().isPresent()) {
        System.err.println("LLAMA_MODEL is set, but this build has nothing that runs model files.");
      }
      return none();
    } catch (RuntimeException | ServiceConfigurationError e) {
      System.err.println(
          "The model cannot be loaded. " + (e.getCause() == null ? "" : e.getCause().getMessage()));
      return none();
    }
  }

  private static Provider none() {
    return new Provider("none", "none", guarded(null, () -> false), () -> false);
  }

  private static Model guarded(Model model, BooleanSupplier ready) {
    return (request, handler) -> {
      if (!ready.getAsBoolean()) {
        throw new Refusal(Problem.passing(Code.NOT_CONFIGURED, CONNECT, Duration.ofMinutes(1)));
      }
      model.chat(request, handler);
    };
  }
}
