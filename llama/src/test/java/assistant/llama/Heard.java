package assistant.llama;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What a handler heard of one answer; `each` is called with every piece's number and the handle.
final class Heard implements StreamingChatResponseHandler {
  final List<String> pieces = new ArrayList<>();
  final List<String> thoughts = new ArrayList<>();
  final List<Object> events = new ArrayList<>();
  private final BiConsumer<Integer, StreamingHandle> each;
  ChatResponse response;
  Throwable error;

  Heard() {
    this((count, handle) -> {});
  }

  Heard(BiConsumer<Integer, StreamingHandle> each) {
    this.each = each;
  }

  static Heard of(LlamaChatModel model, String question) {
    return of(model, ChatRequest.builder().messages(UserMessage.from(question)).build());
  }

  static Heard of(LlamaChatModel model, String question, int most) {
    return of(
        model,
        ChatRequest.builder().messages(UserMessage.from(question)).maxOutputTokens(most).build());
  }

  static Heard of(LlamaChatModel model, List<ChatMessage> messages) {
    return of(model, ChatRequest.builder().messages(messages).maxOutputTokens(8).build());
  }

  static Heard of(LlamaChatModel model, ChatRequest request) {
    Heard heard = new Heard();
    model.chat(request, heard);
    return heard;
  }

  String text() {
    return String.join("", pieces);
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    pieces.add(partial.text());
    each.accept(pieces.size(), context.streamingHandle());
  }

  @Override
  public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
    thoughts.add(partial.text());
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    events.add(event);
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    response = complete;
  }

  @Override
  public void onError(Throwable thrown) {
    error = thrown;
  }
}
