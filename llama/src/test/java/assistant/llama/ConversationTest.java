package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.llama.Conversation.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConversationTest {
  private static Conversation of(ChatMessage... messages) {
    return Conversation.of(List.of(messages), List.of("<|end|>"));
  }

  private static UserMessage user(String text) {
    return UserMessage.from(text);
  }

  private static AiMessage assistant(String text) {
    return AiMessage.from(text);
  }

  @Test
  void turnsThatAlternateStayAsTheyAre() {
    assertEquals(
        new Conversation(
            "s",
            List.of(
                new Turn("user", "a", 1), new Turn("assistant", "b", 1), new Turn("user", "c", 1)),
            0),
        of(SystemMessage.from("s"), user("a"), assistant("b"), user("c")));
  }

  @Test
  void neighboursOfOneRoleBecomeOneTurn() {
    assertEquals(
        List.of(
            new Turn("user", "a\n\nb", 2),
            new Turn("assistant", "c\n\nd\n\ne", 3),
            new Turn("user", "f\n\ng", 2)),
        of(
                user("a"),
                user("b"),
                assistant("c"),
                assistant("d"),
                assistant("e"),
                user("f"),
                user("g"))
            .turns());
  }

  @Test
  void theUserBegins() {
    assertEquals(
        List.of(new Turn("user", "c", 1)), of(assistant("a"), assistant("b"), user("c")).turns());
  }

  @Test
  void theUserHasTheLastWord() {
    assertThrows(InvalidRequestException.class, () -> of(user("a"), assistant("b")));
    assertThrows(InvalidRequestException.class, () -> of(assistant("b")));
    assertThrows(InvalidRequestException.class, () -> of(SystemMessage.from("s")));
  }

  @Test
  void theOldestMessagesAreCountedWhenTheyGo() {
    Conversation shorter =
        of(user("a"), user("b"), assistant("c"), user("d"), assistant("e"), user("f")).shorter();
    assertEquals(
        new Conversation(
            "",
            List.of(
                new Turn("user", "d", 1), new Turn("assistant", "e", 1), new Turn("user", "f", 1)),
            3),
        shorter);
    assertEquals(new Conversation("", List.of(new Turn("user", "f", 1)), 5), shorter.shorter());
  }

  @Test
  void theNoteOfDroppedMessagesIsNotReadAgain() {
    for (int dropped : List.of(1, 12)) {
      String note = DroppedTurns.note(dropped);
      assertEquals(
          List.of(
              new Turn("user", note + "a", 1),
              new Turn("assistant", "b " + note, 1),
              new Turn("user", "c", 1)),
          of(user(note + "a"), assistant(note + "b " + note), user("c")).turns());
      assertEquals("", of(user("a"), assistant(note.strip()), user("c")).turns().get(1).text());
    }
  }

  @Test
  void aSystemPromptCanStandBeforeTheFirstQuestion() {
    assertEquals(
        new Conversation(
            "",
            List.of(
                new Turn("user", "s\n\na", 1),
                new Turn("assistant", "b", 1),
                new Turn("user", "c", 1)),
            0),
        of(SystemMessage.from("s"), user("a"), assistant("b"), user("c")).withoutSystem());
  }

  @Test
  void controlTokensNestedDeepTakeNoLongTime() {
    UserMessage nested = user("<|en".repeat(12_000) + "d|>".repeat(12_000));
    List<String> tokens =
        IntStream.range(0, 1_000).mapToObj(i -> i == 99 ? "<|end|>" : "<|" + i + "|>").toList();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    assertEquals(
        List.of(new Turn("user", "", 1)), Conversation.of(List.of(nested), tokens).turns());
    // Of its own processor's time: on the clock other tests' work counts as well.
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
    assertTrue(took.toSeconds() < 10, took.toString());
  }

  @Test
  void controlTokensAreTakenOutAlsoWhenHalvesOfThemMeet() {
    assertEquals(List.of(new Turn("user", "ab", 1)), of(user("a<|e<|end|>nd|>b<|end|>")).turns());
  }
}
