package assistant.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import com.openai.errors.OpenAIServiceException;
import dev.langchain4j.exception.HttpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each Java client against the assistant over a stub of a model: answers, errors of the right
/// class, how often each tries, and a cancel that reaches the model.
class ClientsTest {
  private static final String ANSWER = "Hello there, friend.";

  /// Three tries are as many as each makes unasked.
  private static final int ALL = 3;

  private static final StubModel MODEL = StubModel.start();
  private static final Map<String, String> SETTINGS =
      Map.of("OPENAI_BASE_URL", MODEL.url().toString(), "OPENAI_API_KEY", "none");
  private static final Supplier<RunningAssistant> STARTED =
      RunningAssistant.starting(
          SETTINGS, Map.of("ACCESS", "optional", "DAILY_TOKENS", "1000000000"));
  private static final RunningAssistant POOR =
      RunningAssistant.starting(SETTINGS, Map.of("DAILY_TOKENS", "1")).get();
  private static final RunningAssistant ASSISTANT = STARTED.get();

  @AfterAll
  static void close() {
    ASSISTANT.close();
    POOR.close();
    MODEL.close();
  }

  @ParameterizedTest
  @EnumSource
  void wholeAnswerHasItsTokens(Kind kind) {
    Client.Said said = kind.of(ASSISTANT, "none").whole("stub: text=" + ANSWER);
    assertEquals(ANSWER, said.text());
    assertTrue(said.tokens() > 0, said.toString());
  }

  @ParameterizedTest
  @EnumSource
  void streamComesAsItIsWritten(Kind kind) {
    List<String> pieces = new ArrayList<>();
    Client.Said said =
        kind.of(ASSISTANT, "none").stream(
            "stub: every=10 text=" + ANSWER, Client.Listener.to(pieces::add));
    assertEquals(ANSWER, String.join("", pieces));
    assertEquals(ANSWER, said.text());
    assertTrue(pieces.size() > 2, pieces.toString());
    assertTrue(said.tokens() > 0, said.toString());
  }

  @ParameterizedTest
  @EnumSource
  void answerThatBreaksOffIsAnError(Kind kind) {
    Client client = kind.of(ASSISTANT, "none");
    assertThrows(
        RuntimeException.class,
        () -> client.stream("stub: tokens=9 cut=3", Client.Listener.to(_ -> {})));
  }

  @ParameterizedTest
  @EnumSource
  void cancelReachesTheModel(Kind kind) throws Exception {
    String question = "stub: tokens=600 every=20 " + UUID.randomUUID();
    List<String> ids = new ArrayList<>();
    List<String> pieces = new ArrayList<>();
    Client client = kind.of(ASSISTANT, "none");
    assertThrows(
        CancellationException.class,
        () -> client.stream(question, new Client.Listener(ids::add, pieces::add, pieces::isEmpty)));
    assertEquals(204, ASSISTANT.stop(ids.getFirst()));
    StubModel.Asked asked =
        MODEL.asked().stream().filter(one -> one.question().contains(question)).findAny().get();
    for (long began = System.nanoTime(); !asked.isBroken(); Thread.sleep(5)) {
      assertTrue(System.nanoTime() - began < 5_000_000_000L, "The model wrote on.");
    }
  }

  /// What is asked, what a client is told, and how often it asks before it tells.
  private record Refused(String question, String key, Class<?> failure, int tries) {}

  /// LangChain4j heeds no header, and never tries a stream again.
  static List<Arguments> refusals() {
    String wrong = "ask-0000000000000000000000000";
    String tooLong = "x".repeat(4001);
    List<Arguments> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int tries = kind == Kind.LANGCHAIN4J ? ALL : 1;
      all.add(
          refusal(
              401,
              kind,
              "Hi",
              wrong,
              dev.langchain4j.exception.AuthenticationException.class,
              com.openai.errors.UnauthorizedException.class,
              1));
      all.add(
          refusal(
              413,
              kind,
              tooLong,
              "none",
              dev.langchain4j.exception.InvalidRequestException.class,
              com.openai.errors.UnexpectedStatusCodeException.class,
              1));
      all.add(
          refusal(
              429,
              kind,
              "Hi",
              "none",
              dev.langchain4j.exception.RateLimitException.class,
              com.openai.errors.RateLimitException.class,
              tries));
      all.add(
          refusal(
              503,
              kind,
              "stub: status=401",
              "none",
              dev.langchain4j.exception.InternalServerException.class,
              com.openai.errors.InternalServerException.class,
              tries));
    }
    return all;
  }

  private static Arguments refusal(
      int status,
      Kind kind,
      String question,
      String key,
      Class<?> langchain,
      Class<?> openai,
      int tries) {
    Class<?> failure = kind == Kind.LANGCHAIN4J ? langchain : openai;
    return Arguments.of(status, kind, new Refused(question, key, failure, tries));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refusals")
  void refusalIsAnErrorOfItsClass(int status, Kind kind, Refused refused) {
    RunningAssistant assistant = status == 429 ? POOR : ASSISTANT;
    Client client = kind.of(assistant, refused.key());
    String whole = refused.question() + " " + UUID.randomUUID();
    RuntimeException failure = assertThrows(RuntimeException.class, () -> client.whole(whole));
    assertEquals(refused.failure(), failure.getClass());
    assertEquals(status, status(failure));
    assertEquals(refused.tries(), assistant.tries(whole));
    String streamed = refused.question() + " " + UUID.randomUUID();
    failure =
        assertThrows(
            RuntimeException.class, () -> client.stream(streamed, Client.Listener.to(_ -> {})));
    assertEquals(refused.failure(), failure.getClass());
    assertEquals(status, status(failure));
    assertEquals(1, assistant.tries(streamed));
  }

  @ParameterizedTest
  @EnumSource
  void whatMayPassIsTriedAgain(Kind kind) {
    String question = "stub: tokens=5 cut=1 " + UUID.randomUUID();
    Client client = kind.of(ASSISTANT, "none");
    RuntimeException failure = assertThrows(RuntimeException.class, () -> client.whole(question));
    assertEquals(502, status(failure));
    assertEquals(ALL, ASSISTANT.tries(question));
  }

  private static int status(Throwable failure) {
    return switch (failure) {
      case OpenAIServiceException told -> told.statusCode();
      case HttpException told -> told.statusCode();
      default -> status(failure.getCause());
    };
  }
}
