package assistant.function.provider;

import assistant.function.chain.Chances;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import java.util.Map;

/// How the wish for chances gets past LangChain4j, which has no name for it: as a parameter of our
/// own.
final class ChancesAsked {
  private static final String NAMED = "top_logprobs";

  private ChancesAsked() {}

  /// The request with the wish that its question holds; mostly as it was.
  static ChatRequest in(ChatRequest request) {
    int named = Chances.wanted(request);
    if (named == 0) {
      return request;
    }
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(
            OpenAiChatRequestParameters.builder()
                .overrideWith(request.parameters())
                .customParameters(Map.of(NAMED, named))
                .build())
        .build();
  }

  /// How many tokens are to be named for each place.
  static int of(ChatCompletionRequest request) {
    return request.customParameters() != null
            && request.customParameters().get(NAMED) instanceof Integer named
        ? named
        : 0;
  }
}
