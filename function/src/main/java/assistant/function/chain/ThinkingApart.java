package assistant.function.chain;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;

/// Stands before the handler of a model's response, and parts what the model thinks from what it
/// says, wherever its server left it, and what its template left from both.
final class ThinkingApart implements StreamingChatResponseHandler, Thoughts.Listener {
  /// A handler that can take back what it was handed.
  interface Handler extends StreamingChatResponseHandler {
    /// All that was said so far was thought.
    void withdrawn();
  }

  private final StreamingChatResponseHandler handler;
  private final Thoughts thoughts;
  private final Leftovers leftovers = new Leftovers(this::tell);
  private PartialResponseContext context;

  ThinkingApart(Thoughts.Habit habit, StreamingChatResponseHandler handler) {
    this.handler = handler;
    this.thoughts = new Thoughts(habit, this);
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    this.context = context;
    thoughts.text(partial.text());
  }

  @Override
  public void onPartialResponse(String partial) {
    thoughts.text(partial);
  }

  @Override
  public void onPartialThinking(PartialThinking partial) {
    thoughts.thinking(partial.text());
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    handler.onUnmappedRawEvent(event);
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    if (response.metadata().finishReason() == FinishReason.LENGTH) {
      thoughts.broken();
    } else {
      thoughts.rest();
    }
    leftovers.rest();
    handler.onCompleteResponse(response);
  }

  @Override
  public void onError(Throwable thrown) {
    thoughts.broken();
    leftovers.rest();
    handler.onError(thrown);
  }

  @Override
  public void said(String text) {
    leftovers.text(text);
  }

  private void tell(String text) {
    if (context == null) {
      handler.onPartialResponse(text);
    } else {
      handler.onPartialResponse(new PartialResponse(text), context);
    }
  }

  @Override
  public void thought(String text) {
    leftovers.thought();
    handler.onPartialThinking(new PartialThinking(text));
  }

  @Override
  public void withdrawn() {
    leftovers.withdrawn();
    if (handler instanceof Handler taking) {
      taking.withdrawn();
    }
  }
}
