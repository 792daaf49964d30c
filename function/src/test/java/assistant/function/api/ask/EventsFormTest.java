package assistant.function.api.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.chain.Reply;
import assistant.function.lambda.BufferedExchange;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsFormTest {
  private final BufferedExchange exchange = new BufferedExchange();
  private final EventsForm form =
      new EventsForm("request-1", "abc", exchange, reply -> Optional.empty(), false);

  @Test
  void slowModelsAnswerIsOpenedAndKeptAlive() throws IOException {
    assertEquals(Duration.ofSeconds(5), form.patience());
    form.waiting();
    assertEquals(Duration.ofSeconds(10), form.patience());
    form.waiting();
    form.token("a\u0001\"b\n");
    form.done(new Reply("m", Reply.FinishReason.LENGTH, Optional.empty()));
    assertEquals(
        """
        event: start
        data: {"id":"abc"}

        :

        event: token
        data: {"text":"a\\u0001\\"b\\n"}

        event: done
        data: {"model":"m","finishReason":"length","usage":null}

        """,
        new String(exchange.body(), StandardCharsets.UTF_8));
  }

  @Test
  void failureHasItsOwnStatusUntilTheAnswerIsOpened() throws IOException {
    Problem problem = new Problem(Code.MODEL_FAILED, "x");
    assertEquals(problem, assertThrows(Refusal.class, () -> form.failed(problem)).problem());
    form.waiting();
    form.failed(problem);
    assertEquals(200, exchange.status());
    assertEquals(
        """
        event: start
        data: {"id":"abc"}

        event: error
        data: {"type":"about:blank","title":"The model failed","status":502,"detail":"x","code":"model_failed","instance":"request-1"}

        """,
        new String(exchange.body(), StandardCharsets.UTF_8));
  }

  /// A stream's headers are gone when it fails.
  @Test
  void failureWithinAStreamSaysWhenToComeBack() throws IOException {
    form.waiting();
    form.failed(Problem.passing(Code.MODEL_OVERLOADED, "x", java.time.Duration.ofMillis(6500)));
    assertTrue(
        new String(exchange.body(), StandardCharsets.UTF_8)
            .endsWith(
                "\"code\":\"model_overloaded\",\"instance\":\"request-1\",\"retryAfter\":7}\n\n"));
  }
}
