package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file whose end token is another, so that an answer goes on until the context is full.
final class CancelTest {
  private static final ChatRequest QUESTION =
      ChatRequest.builder().messages(UserMessage.from("What is attention?")).build();
  @TempDir private static Path folder;
  private static LlamaChatModel model;

  @BeforeAll
  static void load() throws IOException {
    model =
        GgufBytes.endless().loaded(folder, Map.of("LLAMA_TEMPERATURE", "0", "LLAMA_THREADS", "1"));
  }

  @AfterAll
  static void free() {
    model.close();
  }

  @Test
  void cancellingStopsDecodingAtOnce() {
    Duration whole = time(() -> Heard.of(model, QUESTION));
    Duration untilNext = whole;
    // A machine that is busy with other things may take longer; then it is tried again.
    for (int i = 0; i < 10 && untilNext.multipliedBy(4).compareTo(whole) >= 0; i++) {
      untilNext = time(CancelTest::cancelAndAskAgain);
    }
    assertTrue(
        untilNext.multipliedBy(4).compareTo(whole) < 0,
        "cancelled and asked again in " + untilNext + ", the whole answer takes " + whole);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyCancelFreesTheModelForTheNextQuestion() {
    for (int i = 0; i < 200; i++) {
      model.chat(QUESTION, new Heard((count, handle) -> handle.cancel()));
      assertEquals(1, Heard.of(model, "What is attention?", 1).pieces.size());
    }
  }

  private static void cancelAndAskAgain() {
    Heard cancelled =
        new Heard((count, handle) -> {
          if (count == 3) {
            handle.cancel();
            assertTrue(handle.isCancelled());
          }
        });
    model.chat(QUESTION, cancelled);
    assertEquals(3, cancelled.pieces.size());
    assertNull(cancelled.response);
    assertNull(cancelled.error);
    Heard.of(model, "What is attention?", 1);
  }

  @Test
  void anotherThreadCanCancel() throws InterruptedException {
    Heard heard =
        new Heard((count, handle) -> {
          if (count == 3) {
            try {
              Thread.ofPlatform().start(handle::cancel).join();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    model.chat(QUESTION, heard);
    assertEquals(3, heard.pieces.size());
    assertNull(heard.response);
  }

  @Test
  void anInterruptStopsDecoding() throws InterruptedException {
    Heard heard =
        new Heard((count, handle) -> {
          if (count == 3) {
            Thread.currentThread().interrupt();
          }
        });
    ask(heard, 400).join();
    assertEquals(3, heard.pieces.size());
    assertNull(heard.response);
    assertNull(heard.error);
  }

  @Test
  void aHandlerThatFailsFreesTheTurn() {
    Heard failing =
        new Heard((count, handle) -> {
          throw new IllegalStateException("the reader left");
        });
    assertThrows(IllegalStateException.class, () -> model.chat(QUESTION, failing));
    assertEquals(5, Heard.of(model, "What is attention?", 5).pieces.size());
  }

  private static Thread ask(Heard heard, int most) {
    ChatRequest request =
        ChatRequest.builder().messages(QUESTION.messages()).maxOutputTokens(most).build();
    return Thread.ofPlatform().start(() -> model.chat(request, heard));
  }

  private static Duration time(Runnable work) {
    Instant began = Instant.now();
    work.run();
    return Duration.between(began, Instant.now());
  }
}
