package assistant.llama;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Optional;

/// One answer on its way from the decoder to who asked, on the thread that asked.
final class Answering {
  private final LoadedModel loaded;
  private final Prompt prompt;
  private final Generation generation;
  private final StreamingChatResponseHandler handler;
  private final Stop stop;
  private final Pieces pieces = new Pieces();
  private final Thoughts thoughts;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thought = new StringBuilder();
  private int tokens;

  Answering(
      LoadedModel loaded,
      Prompt prompt,
      Generation generation,
      StreamingChatResponseHandler handler) {
    this.loaded = loaded;
    this.prompt = prompt;
    this.generation = generation;
    this.handler = handler;
    this.stop = new Stop(generation);
    this.thoughts = new Thoughts(loaded.marks(), prompt.text());
  }

  /// Empty when it was stopped.
  Optional<ChatResponse> run() {
    try {
      say(DroppedTurns.note(prompt.dropped()));
      loaded.decoder().ask(generation);
      while (!stop.wanted()) {
        switch (generation.next()) {
          case Generation.Token token -> heard(token);
          case Generation.End(boolean full) -> {
            return whole(full);
          }
          case Generation.Failed(RuntimeException reason) -> throw reason;
          case Generation.Cancelled() -> {
            return Optional.empty();
          }
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      generation.cancel();
    }
  }

  private void heard(Generation.Token token) {
    tokens++;
    byte[] bytes = loaded.model().piece(token.id());
    if (!token.chances().isEmpty() && bytes.length > 0) {
      handler.onUnmappedRawEvent(Alternatives.of(loaded.model(), token));
    }
    tell(
        bytes.length > 0
            ? thoughts.text(pieces.add(bytes))
            : thoughts.control(loaded.model().text(token.id())));
  }

  private Optional<ChatResponse> whole(boolean full) {
    tell(thoughts.text(pieces.rest()));
    tell(thoughts.rest());
    if (stop.wanted()) {
      return Optional.empty();
    }
    int seen = Math.max(0, tokens - loaded.silentTokens());
    return Optional.of(
        ChatResponse.builder()
            .aiMessage(
                AiMessage.builder()
                    .text(text.toString())
                    .thinking(thought.isEmpty() ? null : thought.toString())
                    .build())
            .modelName(loaded.name())
            .tokenUsage(new TokenUsage(prompt.tokens().length, seen))
            .finishReason(full ? FinishReason.LENGTH : FinishReason.STOP)
            .build());
  }

  private void tell(List<Thoughts.Part> parts) {
    for (Thoughts.Part part : parts) {
      if (stop.wanted()) {
        return;
      }
      switch (part) {
        case Thoughts.Said(String said) -> say(said);
        case Thoughts.Thought(String words) -> {
          thought.append(words);
          handler.onPartialThinking(new PartialThinking(words), new PartialThinkingContext(stop));
        }
      }
    }
  }

  private void say(String words) {
    if (!words.isEmpty()) {
      text.append(words);
      handler.onPartialResponse(new PartialResponse(words), new PartialResponseContext(stop));
    }
  }
}
