package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several answers at once of one model.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ParallelTest {
  @TempDir private static Path folder;
  private static LlamaChatModel model;

  @BeforeAll
  static void load() throws IOException {
    model =
        new LlamaChatModel(
            LlamaSettings.of(
                Map.of(
                    "LLAMA_MODEL",
                    TinyGguf.qwen3().in(folder).toString(),
                    "LLAMA_TEMPERATURE",
                    "0",
                    "LLAMA_THREADS",
                    "1",
                    "LLAMA_CONTEXT",
                    "2048")));
  }

  @AfterAll
  static void free() {
    model.close();
  }

  private static ChatRequest request(String text, int most) {
    return ChatRequest.builder().messages(UserMessage.from(text)).maxOutputTokens(most).build();
  }

  private static final List<String> QUESTIONS =
      List.of(
          "What is an LLM?",
          "Who won the World Cup in 1998?",
          "What is a token?",
          "Thank you",
          "What is attention?",
          "Tell me a joke",
          "How does this app stop an answer that somebody does not want any more?",
          "What is temperature?");

  @Test
  void eightAtOnceGetTheAnswersThatEachGetsAlone() throws InterruptedException {
    try (LlamaChatModel builtIn = new LlamaChatModel(LlamaSettings.builtIn())) {
      List<String> alone =
          QUESTIONS.stream().map(question -> Heard.of(builtIn, question).text()).toList();
      List<Heard> heard = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (String question : QUESTIONS) {
        Heard one = new Heard();
        heard.add(one);
        threads.add(Thread.ofPlatform().start(() -> builtIn.chat(request(question, 400), one)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(alone, heard.stream().map(Heard::text).toList());
    }
  }

  @Test
  void aShortQuestionDoesNotWaitForALongAnswer() throws Exception {
    try (LlamaChatModel endless = GgufBytes.endless().loaded(folder, Map.of())) {
      CountDownLatch begun = new CountDownLatch(5);
      Heard slow = new Heard((count, handle) -> begun.countDown());
      ChatRequest unending =
          ChatRequest.builder().messages(UserMessage.from("What is attention?")).build();
      Thread thread = Thread.ofPlatform().start(() -> endless.chat(unending, slow));
      assertTrue(begun.await(60, TimeUnit.SECONDS));
      Heard quick = Heard.of(endless, request("What is a token?", 3));
      assertEquals(3, quick.response.metadata().tokenUsage().outputTokenCount());
      assertTrue(thread.isAlive(), "the long answer is still on its way");
      thread.interrupt();
      thread.join();
      assertNull(slow.response);
    }
  }

  @Test
  void aCancelAtAnyMomentLeavesTheModelAsItWas() throws InterruptedException {
    ChatRequest later = request("what comes later", 12);
    String expected = Heard.of(model, later).text();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Heard heard = new Heard();
      ChatRequest request = request("x" + i + " read this ".repeat(150), 400);
      Thread thread = Thread.ofPlatform().start(() -> model.chat(request, heard));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
      thread.interrupt();
      thread.join();
      assertNull(heard.response);
      assertEquals(expected, Heard.of(model, later).text(), "after cancel " + i);
    }
  }

  @Test
  void moreThanFitWaitTheirTurn() throws InterruptedException {
    List<Heard> heard = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Heard one = new Heard();
      heard.add(one);
      ChatRequest request = request("crowd " + i + " word ".repeat(200), 6);
      threads.add(Thread.ofPlatform().start(() -> model.chat(request, one)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Heard one : heard) {
      assertEquals(6, one.response.metadata().tokenUsage().outputTokenCount());
    }
  }
}
