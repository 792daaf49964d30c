package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.problem.Code;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Estimate ESTIMATE = new Estimate(300, 1000, false);
  private static final Estimate THINKING = new Estimate(300, 1000, true);

  private final Meter meter = new Meter();

  private static Reply.Usage usage(int input, int output) {
    return new Reply.Usage(input, output);
  }

  @Test
  void promptIsAtMostItsBytes() {
    assertEquals(
        new Estimate(32 + 8 + 2 + 8 + 5 + 8 + 4, 1000, false),
        Estimate.of(
            List.of(SystemMessage.from("Be"), AiMessage.from("hé 1"), UserMessage.from("😀")),
            1000,
            false));
  }

  @Test
  void nothingIsUsedBeforeTheModelIsAsked() {
    assertEquals(usage(0, 0), meter.usage(ESTIMATE));
  }

  @Test
  void providersCountIsTakenAsItIs() {
    meter.asked();
    meter.heard("some text");
    meter.counted(Optional.of(usage(7, 3)));
    assertEquals(usage(7, 3), meter.usage(THINKING));
  }

  @Test
  void stoppedAnswerHasUsedItsPromptAndAtMostItsBytes() {
    meter.asked();
    meter.heard("Hé");
    meter.heard("llo");
    assertEquals(usage(300, 6), meter.usage(ESTIMATE));
    meter.heard("x".repeat(5000));
    assertEquals(usage(300, 1000), meter.usage(ESTIMATE));
  }

  @Test
  void whatAModelThoughtCannotBeSeenAndCountsInFull() {
    meter.asked();
    assertEquals(usage(300, 1000), meter.usage(ESTIMATE));
    meter.heard("Hello");
    assertEquals(usage(300, 1000), meter.usage(THINKING));
  }

  @Test
  void modelThatWasNotReachedHasUsedNothing() {
    meter.asked();
    meter.refused(ModelFailure.unreachable("refused-connection"));
    assertEquals(usage(0, 0), meter.usage(ESTIMATE));
  }

  @Test
  void refusedQuestionHasUsedNothing() {
    meter.asked();
    meter.refused(ModelFailure.of(Code.MODEL_OVERLOADED, "429").retriable());
    assertEquals(usage(0, 0), meter.usage(ESTIMATE));
  }

  @Test
  void answerThatBrokeHasUsedWhatItSaid() {
    meter.asked();
    meter.heard("Half");
    meter.refused(ModelFailure.cut());
    assertEquals(usage(300, 4), meter.usage(ESTIMATE));
  }

  @Test
  void countOfNothingBesideHeardWordsIsNone() {
    meter.asked();
    meter.heard("Hello");
    meter.counted(Optional.of(usage(9, 0)));
    assertEquals(usage(300, 5), meter.usage(ESTIMATE));
    meter.counted(Optional.of(usage(-5, -1)));
    assertEquals(usage(300, 5), meter.usage(ESTIMATE));
  }
}
