package assistant.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same clients against `make run` without any setting, so that the built-in model answers.
class BuiltInModelTest {
  private static final RunningAssistant ASSISTANT =
      RunningAssistant.starting(Map.of(), Map.of()).get();

  @AfterAll
  static void close() {
    ASSISTANT.close();
  }

  @ParameterizedTest
  @EnumSource
  void answerIsTheSameWholeAndStreamed(Kind kind) {
    Client client = kind.of(ASSISTANT, "none");
    Client.Said whole = client.whole("What is an LLM?");
    assertTrue(whole.text().contains("language model"), whole.text());
    assertTrue(whole.tokens() > 20, whole.toString());
    StringBuilder pieces = new StringBuilder();
    assertEquals(whole, client.stream("What is an LLM?", Client.Listener.to(pieces::append)));
    assertEquals(whole.text(), pieces.toString());
  }
}
