package assistant.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaOutput;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;

/// One answer on its way out of the model, token by token.
///
/// llama.cpp holds back a token that is part of a character, and reports an end token as an empty
/// piece; so an answer whose last piece has text ran out of room.
final class Decoding {
  /// How an answer ended, whole.
  record Ending(String text, int tokens, FinishReason reason) {
    ChatResponse response(String modelName, int promptTokens) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from(text))
          .modelName(modelName)
          .tokenUsage(new TokenUsage(promptTokens, tokens))
          .finishReason(reason)
          .build();
    }
  }

  private final LoadedModel loaded;
  private final StreamingChatResponseHandler handler;
  private final Stop stop = new Stop();
  private final PartialResponseContext context = new PartialResponseContext(stop);
  private final StringBuilder text = new StringBuilder();

  Decoding(LoadedModel loaded, StreamingChatResponseHandler handler) {
    this.loaded = loaded;
    this.handler = handler;
  }

  /// Empty when it was stopped.
  Optional<Ending> run(Prompt prompt, InferenceParameters parameters) {
    LlamaIterator pieces = loaded.pieces(parameters);
    boolean ended = false;
    try {
      hand(prompt.note());
      boolean full = true;
      while (pieces.hasNext() && !stop.wanted()) {
        LlamaOutput piece = pieces.next();
        if (pieces.hasNext()) {
          full = !piece.text.isEmpty();
        }
        if (!stop.wanted()) {
          hand(piece.text);
        }
      }
      ended = !pieces.hasNext();
      return stop.wanted()
          ? Optional.empty()
          : Optional.of(
              new Ending(
                  text.toString(),
                  Math.min(prompt.room(), loaded.count(text.substring(prompt.note().length()))),
                  full ? FinishReason.LENGTH : FinishReason.STOP));
    } finally {
      if (!ended) {
        pieces.cancel();
      }
    }
  }

  private void hand(String piece) {
    if (!piece.isEmpty()) {
      text.append(piece);
      handler.onPartialResponse(new PartialResponse(piece), context);
    }
  }
}
