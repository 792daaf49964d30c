package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file whose end token is another, so that an answer goes on until the context is full.
final class TurnTest {
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
  void eightAtOnceTakeTurns() throws InterruptedException {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Heard> heard = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch allWait = new CountDownLatch(1);
    for (int i = 0; i < 8; i++) {
      int number = i;
      heard.add(
          new Heard((count, handle) -> {
            order.add(number);
            if (order.size() == 1) {
              first.countDown();
              await(allWait);
            }
          }));
      threads.add(ask(heard.get(i), 12));
      if (i == 0) {
        await(first);
      } else {
        waiting(threads.get(i));
      }
    }
    allWait.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(order.stream().sorted().toList(), order, "in turn, in the order they came");
    for (Heard one : heard) {
      assertEquals(heard.getFirst().pieces, one.pieces);
      assertEquals(12, one.response.metadata().tokenUsage().outputTokenCount());
    }
  }

  @Test
  void cancellingStopsDecodingAtOnce() {
    Duration whole = time(() -> Heard.of(model, QUESTION));
    Duration untilNext = whole;
    // A machine that is busy with other things may take longer; then it is tried again.
    for (int i = 0; i < 10 && untilNext.multipliedBy(4).compareTo(whole) >= 0; i++) {
      untilNext = time(TurnTest::cancelAndAskAgain);
    }
    assertTrue(
        untilNext.multipliedBy(4).compareTo(whole) < 0,
        "cancelled and asked again in " + untilNext + ", the whole answer takes " + whole);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyCancelFreesTheModelForTheNextQuestion() {
    for (int i = 0; i < 2_000; i++) {
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
  void anInterruptStopsWaiting() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread speaking =
        ask(
            new Heard((count, handle) -> {
              begun.countDown();
              await(go);
              handle.cancel();
            }),
            100);
    await(begun);
    Heard heard = new Heard();
    Thread waiting = ask(heard, 100);
    waiting(waiting);
    waiting.interrupt();
    waiting.join(5000);
    assertFalse(waiting.isAlive());
    assertEquals(List.of(), heard.pieces);
    assertNull(heard.response);
    go.countDown();
    speaking.join();
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

  private static void waiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration time(Runnable work) {
    Instant began = Instant.now();
    work.run();
    return Duration.between(began, Instant.now());
  }
}
