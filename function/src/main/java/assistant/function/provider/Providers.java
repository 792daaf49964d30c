package assistant.function.provider;

import assistant.function.Settings;
import assistant.function.chain.Limits;
import assistant.function.chain.Model;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
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
public record Providers(String kind, String modelName, Model model, BooleanSupplier ready) {
  private static final String CONNECT =
      "No model is connected yet. Set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for a compatible server.";
  private static final String UNUSABLE =
      "The model in process cannot be used; the function's log says why.";

  /// The one that the settings name: an OpenAI-compatible server, else a model on the class path,
  /// else none.
  public static Providers of(Settings settings, Authorization key) {
    if (settings.llamaModel().isEmpty() && settings.namesProvider()) {
      return openAi(settings, key);
    }
    return inProcess(settings);
  }

  private static Providers openAi(Settings settings, Authorization key) {
    StreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new StreamingHttpClient(settings.endpoint(), key).builder())
            .baseUrl(settings.endpoint().toString())
            .modelName(settings.model())
            .maxCompletionTokens(settings.limits().outputTokens())
            .reasoningEffort(settings.effortToSend().orElse(null))
            .temperature(settings.temperature().orElse(null))
            .build();
    BooleanSupplier ready = () -> settings.baseUrl().isPresent() || key.current().isPresent();
    String kind = settings.baseUrl().isPresent() ? "compatible" : "openai";
    return new Providers(kind, settings.model(), guarded(model::chat, ready, CONNECT), ready);
  }

  private static Providers inProcess(Settings settings) {
    String kind = settings.llamaFile().isPresent() ? "llama" : "built-in";
    try {
      Iterator<StreamingChatModel> models = ServiceLoader.load(StreamingChatModel.class).iterator();
      if (models.hasNext()) {
        StreamingChatModel model = models.next();
        String name = model.defaultRequestParameters().modelName();
        return new Providers(kind, name, capped(model, settings.limits()), () -> true);
      }
    } catch (RuntimeException | ServiceConfigurationError e) {
      System.err.println(
          "The model cannot be loaded. "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
      return unready(kind, UNUSABLE);
    }
    if (settings.llamaModel().isPresent()) {
      System.err.println("LLAMA_MODEL is set, but this build has nothing that runs model files.");
      return unready(kind, UNUSABLE);
    }
    return unready("none", CONNECT);
  }

  private static Model capped(StreamingChatModel model, Limits limits) {
    return (request, handler) ->
        model.chat(
            ChatRequest.builder()
                .messages(request.messages())
                .maxOutputTokens(limits.outputTokens())
                .build(),
            handler);
  }

  private static Providers unready(String kind, String why) {
    BooleanSupplier never = () -> false;
    return new Providers(kind, "none", guarded(null, never, why), never);
  }

  private static Model guarded(Model model, BooleanSupplier ready, String why) {
    return (request, handler) -> {
      if (!ready.getAsBoolean()) {
        throw new Refusal(Problem.passing(Code.NOT_CONFIGURED, why, Duration.ofMinutes(1)));
      }
      model.chat(request, handler);
    };
  }
}
