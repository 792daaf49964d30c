package assistant.llama;

import dev.langchain4j.model.chat.response.StreamingHandle;

/// Says whether an answer is to go on: until somebody cancels it or interrupts its thread, or the
/// process ends.
final class Stop implements StreamingHandle {
  private volatile boolean cancelled;

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  boolean wanted() {
    return cancelled || ProcessEnd.begun() || Thread.currentThread().isInterrupted();
  }
}
