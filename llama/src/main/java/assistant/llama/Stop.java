package assistant.llama;

import dev.langchain4j.model.chat.response.StreamingHandle;

/// Says whether an answer is to go on: until somebody cancels it or interrupts its thread, or the
/// process ends.
record Stop(Generation generation) implements StreamingHandle {
  @Override
  public void cancel() {
    generation.cancel();
  }

  @Override
  public boolean isCancelled() {
    return generation.isCancelled();
  }

  boolean wanted() {
    return generation.isCancelled() || ProcessEnd.begun() || Thread.currentThread().isInterrupted();
  }
}
