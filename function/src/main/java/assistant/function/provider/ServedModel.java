package assistant.function.provider;

import assistant.function.chain.Model;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// A model at an OpenAI-compatible server: OpenAI's own, which needs a key, or one at an address of
/// the owner's, which may not.
record ServedModel(
    StreamingChatModel model, String name, String kind, int outputTokens, Authorization key)
    implements Model {
  @Override
  public boolean ready() {
    return !kind.equals("openai") || key.current().isPresent();
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    if (!ready()) {
      throw NoModel.refusal(NoModel.CONNECT);
    }
    model.chat(Wished.in(request, outputTokens), handler);
  }
}
