package assistant.function.provider;

import assistant.function.chain.Model;
import assistant.function.chain.Wishes;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// A model on the class path, which runs in the function's own process.
record ModelInProcess(StreamingChatModel model, String kind, int outputTokens) implements Model {
  @Override
  public String name() {
    return model.defaultRequestParameters().modelName();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    model.chat(
        ChatRequest.builder()
            .messages(request.messages())
            .parameters(
                request
                    .parameters()
                    .overrideWith(
                        ChatRequestParameters.builder()
                            .maxOutputTokens(Wishes.outputTokens(request, outputTokens))
                            .build()))
            .build(),
        handler);
  }
}
