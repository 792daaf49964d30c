package assistant.function.chain;

import assistant.function.problem.Code;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One call of the model: hands its tokens on as they come, and says how it ended. The first ending
/// counts, whatever follows.
final class Attempt implements ThinkingApart.Handler {
  private final BlockingQueue<Piece> pieces;
  private final Function<ChatResponse, Reply> parser;
  private final Citations citations;
  private final Meter meter;
  private final CompletableFuture<Optional<Failure>> end = new CompletableFuture<>();
  private final WholeCharacters text = new WholeCharacters();
  private final WholeCharacters thinking = new WholeCharacters();
  private Chances chances;
  private StopTexts stops = new StopTexts(List.of());
  private String model;
  private boolean bounded;
  private volatile StreamingHandle handle;
  private volatile boolean began;
  private volatile boolean cancelled;
  private volatile boolean thought;

  Attempt(
      BlockingQueue<Piece> pieces,
      Function<ChatResponse, Reply> parser,
      Citations citations,
      Meter meter) {
    this.pieces = pieces;
    this.parser = parser;
    this.citations = citations;
    this.meter = meter;
  }

  /// Whether a token was handed on; from then on the attempt cannot be made again.
  boolean began() {
    return began;
  }

  /// Empty when the answer is whole. An interrupt cancels the model's stream, wherever it is.
  Optional<Failure> run(Model model, ChatRequest request) throws InterruptedException {
    this.model = model.name();
    List<String> ends = request.stopSequences();
    stops = new StopTexts(ends == null ? List.of() : ends);
    bounded = request.maxOutputTokens() != null;
    try {
      meter.asked();
      model.chat(request, this);
      return end.get();
    } catch (InterruptedException e) {
      cancel();
      throw e;
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        cancel();
        throw new InterruptedException();
      }
      return failed(e);
    }
  }

  private Optional<Failure> failed(Throwable thrown) {
    meter.refused(thrown);
    return Optional.of(Failure.of(thrown));
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    handle = context.streamingHandle();
    hand(text.piece(partial.text()));
  }

  @Override
  public void onPartialResponse(String partial) {
    hand(text.piece(partial));
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    hand(text.rest());
    if (end.isDone()) {
      return;
    }
    say(stops.rest());
    Reply reply = parser.apply(response);
    meter.counted(reply.usage());
    if (!began && !wished(reply)) {
      end.completeExceptionally(wordless(reply));
      return;
    }
    handChecked(citations.rest());
    end.complete(Optional.empty());
    put(new Piece.Done(reply.citing(citations.cited())));
  }

  /// Whether it is the asker who bounded the answer so that nothing is left of it.
  private boolean wished(Reply reply) {
    return switch (reply.finishReason()) {
      case LENGTH -> bounded;
      case STOP -> stops.some();
      default -> false;
    };
  }

  /// Finished without a word: filtered, or all of it thought, seen or not.
  private ModelFailure wordless(Reply reply) {
    boolean length = reply.finishReason() == Reply.FinishReason.LENGTH;
    if (reply.finishReason() == Reply.FinishReason.CONTENT_FILTER) {
      return ModelFailure.of(Code.CONTENT_FILTERED, "the answer was filtered whole").billed();
    }
    if (length || thought || reply.usage().filter(used -> used.outputTokens() > 0).isPresent()) {
      String why = length ? "its length went into thinking" : "the model thought, and said nothing";
      return ModelFailure.of(
              Code.ANSWER_EMPTY, why + ": raise MAX_OUTPUT_TOKENS or lower OPENAI_REASONING_EFFORT")
          .billed();
    }
    return ModelFailure.of(Code.MODEL_FAILED, "the model said nothing").billed();
  }

  @Override
  public void onPartialThinking(PartialThinking partial) {
    if (!end.isDone()) {
      thought = true;
      String piece = thinking.piece(partial.text());
      meter.heard(piece);
      if (chances != null) {
        chances.thought(piece);
      }
      put(new Piece.Thought(piece));
    }
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    List<Weighed> tokens = Weighed.of(event);
    if (!tokens.isEmpty()) {
      chances = chances == null ? new Chances() : chances;
      chances.heard(tokens);
    }
  }

  @Override
  public void withdrawn() {
    put(new Piece.Withdrawn());
  }

  @Override
  public void onError(Throwable thrown) {
    end.completeExceptionally(thrown);
  }

  private void hand(String piece) {
    if (!piece.isEmpty() && !end.isDone()) {
      meter.heard(piece);
      say(stops.piece(piece));
      if (stops.met()) {
        endBeforeStop();
      }
    }
  }

  private void say(String piece) {
    if (!piece.isEmpty()) {
      began = true;
      handChecked(citations.piece(piece));
    }
  }

  /// The model would write on: it did not take the text before which the asker wants the end.
  private void endBeforeStop() {
    handChecked(citations.rest());
    end.complete(Optional.empty());
    Reply reply = new Reply(model, Reply.FinishReason.STOP, Optional.empty());
    put(new Piece.Done(reply.citing(citations.cited())));
    cancel();
  }

  private void handChecked(String checked) {
    if (!checked.isEmpty()) {
      put(new Piece.Token(checked));
      if (chances != null) {
        List<Chance> told = chances.said(checked);
        if (!told.isEmpty()) {
          put(new Piece.Explained(told));
        }
      }
    }
  }

  private void cancel() {
    cancelled = true;
    if (handle != null) {
      handle.cancel();
    }
  }

  /// Waits while the reader lags; a model that calls back on a thread of its own must not wait for
  /// one that has left.
  private void put(Piece piece) {
    try {
      while (!cancelled && !pieces.offer(piece, 100, TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
