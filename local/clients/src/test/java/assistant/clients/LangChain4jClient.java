package assistant.clients;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// `dev.langchain4j:langchain4j-open-ai`, with as many tries as it makes unasked.
record LangChain4jClient(String api, String key) implements Client {
  @Override
  public Said whole(String question) {
    return said(
        OpenAiChatModel.builder()
            .baseUrl(api)
            .apiKey(key)
            .modelName("llm-assistant")
            .build()
            .chat(messages(question)));
  }

  /// The client tells an answer's id when it is whole; so the program draws it.
  @Override
  public Said stream(String question, Listener listener) {
    String id = UUID.randomUUID().toString().replace("-", "");
    listener.id().accept(id);
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(api)
        .apiKey(key)
        .modelName("llm-assistant")
        .customHeaders(Map.of("X-Answer-Id", id))
        .build()
        .chat(
            messages(question),
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                listener.piece().accept(part.text());
                if (!listener.going().getAsBoolean()) {
                  context.streamingHandle().cancel();
                  whole.cancel(false);
                }
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
              }

              @Override
              public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
              }
            });
    try {
      return said(whole.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static List<ChatMessage> messages(String question) {
    return List.of(SystemMessage.from("Be brief."), UserMessage.from(question));
  }

  private static Said said(ChatResponse response) {
    return new Said(response.aiMessage().text(), response.tokenUsage().totalTokenCount());
  }
}
