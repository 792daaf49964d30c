package assistant.function.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The id that an asker draws: good for one question, and good for a stop before it is asked.
class AnswerIdTest {
  private static final String ID = "00112233445566778899aabbccddeeff";

  @Test
  void oneIdIsGoodForOneAnswerAlsoAtOnce() throws Exception {
    try (GuardedPage page = GuardedPage.of(1_000_000, 100)) {
      assertEquals("200", page.ask("192.0.2.1", "Is everything started?"));
      assertEquals(
          "1 × 200, 7 × 409 answer_id_used",
          GuardedPage.atOnce(8, i -> page.ask("192.0.2.1", "Hi", "x-answer-id", ID)));
      assertEquals(2, page.model.asked().size());
    }
  }

  @Test
  void aStopBeforeTheQuestionKeepsItFromTheModel() throws Exception {
    try (GuardedPage page = GuardedPage.of(1_000_000, 100)) {
      assertEquals(
          "204", page.call("DELETE", "/api/answers/" + ID, "192.0.2.1", Map.of(), new byte[0]));
      assertEquals("200", page.ask("192.0.2.1", "Hi", "x-answer-id", ID));
      assertEquals(0, page.model.asked().size());
    }
  }

  @Test
  void anIdThatIsNoneIsRefused() throws Exception {
    try (GuardedPage page = GuardedPage.of(1_000_000, 100)) {
      for (String id :
          List.of("1", ID.toUpperCase(java.util.Locale.ROOT), ID + "0", "chatcmpl-" + ID)) {
        assertEquals("400 body_invalid", page.ask("192.0.2.1", "Hi", "x-answer-id", id));
      }
    }
  }
}
