package assistant.function.chain;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// The chain's third step: any LangChain4j streaming model, with what there is to say of it before
/// it is asked.
public interface Model {
  /// As `StreamingChatModel::chat`. It may answer on the calling thread or on another; an interrupt
  /// of the calling thread ends the answer.
  void chat(ChatRequest request, StreamingChatResponseHandler handler);

  /// The name that it is asked by, or `none`.
  String name();

  /// Where it is, in one of the words of `/api/health`.
  String kind();

  /// Whether it can be asked now; else [#chat] refuses and says why.
  boolean ready();
}
