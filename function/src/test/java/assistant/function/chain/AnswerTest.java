package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.problem.Code;
import assistant.function.provider.Authorization;
import assistant.function.provider.BearerKey;
import assistant.function.provider.ProviderSettings;
import assistant.function.provider.Providers;
import assistant.stubs.StubModel;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Question QUESTION = new Question("What is an LLM?", List.of());

  /// A model that a test writes down.
  private record Scripted(BiConsumer<ChatRequest, StreamingChatResponseHandler> says)
      implements Model {
    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
      says.accept(request, handler);
    }

    @Override
    public String name() {
      return "scripted";
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

  @Test
  void eachStepOfTheChainCanBeReplaced() throws Exception {
    Chain chain =
        new Chain(
            grounded ->
                List.of(
                    dev.langchain4j.data.message.UserMessage.from(
                        grounded.question().text() + "!")),
            new Scripted((request, handler) -> {
              handler.onPartialResponse(
                  request.messages().toString().contains("LLM?!") ? "yes" : "no");
              handler.onCompleteResponse(
                  ChatResponse.builder().aiMessage(AiMessage.from("yes")).build());
            }),
            response -> new Reply("mine", Reply.FinishReason.STOP, Optional.empty()),
            Retry.USUAL);
    assertEquals(
        List.of(
            new Piece.Token("yes"),
            new Piece.Done(new Reply("mine", Reply.FinishReason.STOP, Optional.empty()))),
        all(chain));
  }

  @Test
  void modelThatAnswersOnAThreadOfItsOwnIsAwaited() throws Exception {
    Chain chain =
        chain((request, handler) ->
            CompletableFuture.runAsync(() -> {
              handler.onPartialResponse("late");
              handler.onCompleteResponse(
                  ChatResponse.builder().aiMessage(AiMessage.from("late")).modelName("m").build());
            }));
    assertEquals(
        List.of(
            new Piece.Token("late"),
            new Piece.Done(new Reply("m", Reply.FinishReason.OTHER, Optional.empty()))),
        all(chain));
  }

  @Test
  void whatFollowsAnErrorDoesNotCount() throws Exception {
    Chain chain =
        chain((request, handler) -> {
          handler.onPartialResponse("a");
          handler.onError(new IllegalStateException("secret text"));
          handler.onPartialResponse("b");
          handler.onCompleteResponse(
              ChatResponse.builder().aiMessage(AiMessage.from("ab")).build());
        });
    List<Piece> pieces = all(chain);
    assertEquals(2, pieces.size());
    Failure failure = ((Piece.Failed) pieces.getLast()).failure();
    assertEquals(Code.MODEL_FAILED, failure.problem().code());
    assertEquals("IllegalStateException", failure.note());
  }

  @Test
  void closingStopsTheModelBeforeAndAfterItsFirstToken() throws Exception {
    try (StubModel stub = StubModel.start()) {
      Chain chain = chain(model(stub));
      for (String script : List.of("stub: silent", "stub: tokens=500 every=20")) {
        int before = stub.asked().size();
        try (Answer answer =
            chain.ask(new Question(script, List.of()), Deadline.in(Duration.ofSeconds(30)))) {
          while (stub.asked().size() == before) {
            Thread.sleep(5);
          }
          answer.next(Duration.ofMillis(300));
        }
        StubModel.Asked asked = stub.asked().getLast();
        long closed = System.nanoTime();
        while (!asked.isBroken() && System.nanoTime() - closed < 5_000_000_000L) {
          Thread.sleep(5);
        }
        assertTrue(asked.isBroken(), "The model's connection was left open: " + script);
        assertTrue(asked.sent() < 400, "The model went on: " + asked.sent());
      }
    }
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    try (StubModel stub = StubModel.start()) {
      Chain chain = chain(model(stub));
      for (int i = 0; i < 20; i++) {
        all(chain);
      }
      assertEquals(1, stub.connections());
    }
  }

  @Test
  void keyThatWasRenewedIsSentAtOnce() throws Exception {
    try (StubModel stub = StubModel.start()) {
      Authorization renewing =
          new Authorization() {
            private String key = "old";

            @Override
            public Optional<String> current() {
              return Optional.of(key);
            }

            @Override
            public boolean renewed(String refused) {
              key = "new";
              return refused.equals("old");
            }
          };
      Chain chain = chain(model(stub, renewing));
      List<Piece> pieces = all(chain, new Question("stub: status=401 fail=1", List.of()));
      assertEquals(new Piece.Token("A"), pieces.getFirst());
      assertEquals(
          List.of("Bearer old", "Bearer new"),
          stub.asked().stream().map(asked -> asked.headers().get("authorization")).toList());
    }
  }

  private static Model model(StubModel stub) {
    return model(stub, new BearerKey(Optional.empty(), Optional.empty()));
  }

  private static Model model(StubModel stub, Authorization key) {
    return Providers.of(
        ProviderSettings.of(new Env(Map.of("OPENAI_BASE_URL", stub.url().toString()))), 1000, key);
  }

  private static Chain chain(BiConsumer<ChatRequest, StreamingChatResponseHandler> says) {
    return chain(new Scripted(says));
  }

  private static Chain chain(Model model) {
    return new Chain(new Prompt("Help."), model, new Parser("?"), Retry.USUAL);
  }

  private static List<Piece> all(Chain chain) throws InterruptedException {
    return all(chain, QUESTION);
  }

  private static List<Piece> all(Chain chain, Question question) throws InterruptedException {
    List<Piece> pieces = new ArrayList<>();
    try (Answer answer = chain.ask(question, Deadline.in(Duration.ofSeconds(30)))) {
      do {
        pieces.add(answer.next(Duration.ofSeconds(30)).orElseThrow());
      } while (pieces.getLast() instanceof Piece.Token);
    }
    return pieces;
  }
}
