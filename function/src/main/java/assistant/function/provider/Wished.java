package assistant.function.provider;

import assistant.function.chain.Chances;
import assistant.function.chain.Wishes;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import java.util.Map;
import java.util.OptionalInt;

/// How what is wished of one answer gets through LangChain4j's OpenAI model: its length under the
/// name that is read here, and the wish for chances, which has none, as a parameter of our own.
final class Wished {
  private static final String NAMED = "top_logprobs";

  private Wished() {}

  /// The request with what it wishes, mostly nothing; `outputTokens` are the most that the owner
  /// allows.
  static ChatRequest in(ChatRequest request, int outputTokens) {
    int named = Chances.wanted(request);
    OptionalInt seed = Wishes.seed(request);
    if (named == 0 && seed.isEmpty() && request.maxOutputTokens() == null) {
      return request;
    }
    OpenAiChatRequestParameters.Builder parameters =
        OpenAiChatRequestParameters.builder()
            .overrideWith(request.parameters())
            .maxCompletionTokens(Wishes.outputTokens(request, outputTokens));
    seed.ifPresent(parameters::seed);
    if (named > 0) {
      parameters.customParameters(Map.of(NAMED, named));
    }
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(parameters.build())
        .build();
  }

  /// How many tokens are to be named for each place.
  static int chances(ChatCompletionRequest request) {
    return request.customParameters() != null
            && request.customParameters().get(NAMED) instanceof Integer named
        ? named
        : 0;
  }
}
