package assistant.function.chain;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// The chain's second step: any LangChain4j streaming model, as `StreamingChatModel::chat`.
///
/// It may answer on the calling thread or on another; an interrupt of the calling thread ends the
/// answer.
@FunctionalInterface
public interface Model {
  void chat(ChatRequest request, StreamingChatResponseHandler handler);
}
