package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import assistant.function.base.Deadline;
import assistant.function.problem.Code;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No attempt that a provider may bill is made without room for it in the budget.
class RoomTest {
  private static final ModelFailure BILLED = ModelFailure.cut();
  private static final ModelFailure UNBILLED = ModelFailure.unreachable("refused-connection");

  /// What happened, in its order: attempts, and what was asked of the room.
  private final List<String> log = new ArrayList<>();

  /// Fails in these ways, and then answers.
  private final class Failing implements Model {
    private final Iterator<ModelFailure> failures;

    Failing(ModelFailure... failures) {
      this.failures = Arrays.asList(failures).iterator();
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
      log.add("attempt");
      if (failures.hasNext()) {
        throw failures.next();
      }
      handler.onPartialResponse("Hello");
      handler.onCompleteResponse(ChatResponse.builder().aiMessage(AiMessage.from("Hello")).build());
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String kind() {
      return "none";
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  private Piece last(boolean room, int attempts, ModelFailure... failures)
      throws InterruptedException {
    Chain chain =
        new Chain(
            new Prompt("Help."),
            new Failing(failures),
            new Parser("?"),
            new Retry(attempts, Duration.ofMillis(1), () -> 0));
    Room asked =
        () -> {
          log.add("room");
          return room;
        };
    Prompted prompted = chain.prompted(new Question("Hello?", List.of()));
    try (Answer answer = chain.ask(prompted, Deadline.in(Duration.ofSeconds(20)), asked)) {
      Piece piece;
      do {
        piece = answer.next(Duration.ofSeconds(20)).orElseThrow();
      } while (piece instanceof Piece.Token);
      return piece;
    }
  }

  @Test
  void whatMayBeBilledAgainIsReservedBeforeItIsMade() throws Exception {
    assertInstanceOf(Piece.Done.class, last(true, 3, BILLED, BILLED));
    assertEquals(List.of("attempt", "room", "attempt", "room", "attempt"), log);
  }

  @Test
  void withoutRoomThereIsNoOtherAttempt() throws Exception {
    Piece.Failed failed = assertInstanceOf(Piece.Failed.class, last(false, 3, BILLED));
    assertEquals(Code.MODEL_FAILED, failed.failure().problem().code());
    assertEquals(List.of("attempt", "room"), log);
  }

  @Test
  void whatWasNotBilledNeedsNoOtherRoom() throws Exception {
    assertInstanceOf(Piece.Done.class, last(false, 3, UNBILLED, UNBILLED));
    assertEquals(List.of("attempt", "attempt", "attempt"), log);
  }

  @Test
  void noRoomIsTakenForAnAttemptThatIsNotMade() throws Exception {
    assertInstanceOf(Piece.Failed.class, last(true, 1, BILLED));
    assertEquals(List.of("attempt"), log);
  }
}
