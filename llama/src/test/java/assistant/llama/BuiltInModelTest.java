package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuiltInModelTest {
  private static final String GOLDEN =
      "A large language model (LLM) is a neural network trained on a lot of text to predict the next token. Repeating that prediction lets it answer, summarise, translate or write code.";
  private static LlamaChatModel model;

  @BeforeAll
  static void load() {
    model = new LlamaChatModel(LlamaSettings.builtIn());
  }

  @AfterAll
  static void free() {
    model.close();
  }

  @Test
  void theChainFindsIt() {
    List<Class<?>> found =
        ServiceLoader.load(StreamingChatModel.class).stream()
            .<Class<?>>map(ServiceLoader.Provider::type)
            .toList();
    assertEquals(List.of(LlamaChatModel.class), found);
  }

  @Test
  void itsNameIsBuiltIn() {
    assertEquals("built-in", model.defaultRequestParameters().modelName());
  }

  @Test
  void anAnswerIsTheSameEveryTime() {
    assertEquals(GOLDEN, Heard.of(model, "What is an LLM?").text());
    assertEquals(GOLDEN, Heard.of(model, "What is an LLM?").text());
  }

  @Test
  void whatIsDrawnFollowsTheSeedAndTheLikeliestShare() {
    assertEquals(drawn(5, 1.0), drawn(5, 1.0));
    assertNotEquals(drawn(5, 1.0), drawn(6, 1.0));
    assertEquals(GOLDEN, drawn(6, 0.000_001));
  }

  private static String drawn(int seed, double topP) {
    UserMessage question =
        UserMessage.builder()
            .addContent(TextContent.from("What is an LLM?"))
            .attributes(Map.of("seed", seed))
            .build();
    return Heard.of(
            model,
            ChatRequest.builder()
                .messages(question)
                .temperature(2.0)
                .topP(topP)
                .maxOutputTokens(60)
                .build())
        .text();
  }

  @Test
  void tokensComeOneByOneAndThenTheWhole() {
    Heard heard = Heard.of(model, "What is an LLM?");
    assertTrue(heard.pieces.size() > 25, heard.pieces::toString);
    assertEquals(GOLDEN, heard.response.aiMessage().text());
    assertEquals("built-in", heard.response.metadata().modelName());
    assertEquals(FinishReason.STOP, heard.response.metadata().finishReason());
    assertNull(heard.error);
  }

  @Test
  void theChancesAreThoseOfTheTokensThatAreSeen() throws IOException {
    UserMessage question =
        UserMessage.builder()
            .addContent(TextContent.from("What is an LLM?"))
            .attributes(Map.of("top_logprobs", 5))
            .build();
    Heard heard = Heard.of(model, ChatRequest.builder().messages(question).build());
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    for (Object event : heard.events) {
      told.write((byte[]) ((Map<?, ?>) event).get("bytes"));
    }
    assertEquals(GOLDEN, told.toString(StandardCharsets.UTF_8));
    assertEquals(GOLDEN, heard.text());
  }

  @Test
  void usageIsCounted() {
    TokenUsage usage = Heard.of(model, "What is an LLM?").response.metadata().tokenUsage();
    assertTrue(usage.inputTokenCount() >= 6 && usage.inputTokenCount() <= 12, usage::toString);
    assertTrue(usage.outputTokenCount() >= 30 && usage.outputTokenCount() <= 60, usage::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void theCapEndsTheAnswer(int most) {
    Heard heard = Heard.of(model, "What is an LLM?", most);
    assertEquals(FinishReason.LENGTH, heard.response.metadata().finishReason());
    assertEquals(most, heard.response.metadata().tokenUsage().outputTokenCount());
    assertTrue(GOLDEN.startsWith(heard.text()), heard.text());
  }

  @Test
  void aCapThatIsJustReachedIsNoCut() {
    int whole =
        Heard.of(model, "What is an LLM?").response.metadata().tokenUsage().outputTokenCount();
    Heard heard = Heard.of(model, "What is an LLM?", whole + 1);
    assertEquals(FinishReason.STOP, heard.response.metadata().finishReason());
    assertEquals(GOLDEN, heard.text());
  }

  @Test
  void aCharacterOfSeveralTokensComesWhole() {
    Heard heard = Heard.of(model, "Tell me a joke");
    assertTrue(heard.pieces.contains("🙂"), heard.pieces::toString);
  }

  @Test
  void systemPromptAndHistoryAreLeftOut() {
    Heard heard = new Heard();
    model.chat(
        ChatRequest.builder()
            .messages(
                SystemMessage.from("You are a pirate."),
                UserMessage.from("Who won the cup?"),
                AiMessage.from("I don't know that."),
                UserMessage.from("Why?"),
                UserMessage.from("What is an LLM?"))
            .build(),
        heard);
    assertEquals(GOLDEN, heard.text());
    assertEquals(
        Heard.of(model, "What is an LLM?").response.metadata().tokenUsage(),
        heard.response.metadata().tokenUsage());
  }

  @Test
  void aSystemPromptBeforeTheOnlyQuestionIsLeftOut() {
    ChatRequest request =
        ChatRequest.builder()
            .messages(SystemMessage.from("You are a pirate."), UserMessage.from("What is an LLM?"))
            .build();
    assertEquals(GOLDEN, Heard.of(model, request).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what is an llm",
        "  WHAT IS AN LLM??  ",
        "What is an LLM? 🙂",
        "What<|end|> is an<|as<|end|>sistant|> LLM?",
        "What is an\0LLM?"
      })
  void theQuestionIsCleanedUp(String question) {
    assertEquals(GOLDEN, Heard.of(model, question).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "🙂🙂🙂", "\uD83D", "<|end|>", "\uE000\uFFFF\u202E", "日本語"})
  void anythingGetsAnAnswer(String question) {
    Heard heard = Heard.of(model, List.of(new UserMessage(question)));
    assertTrue(!heard.text().isEmpty());
    assertEquals(heard.text(), heard.response.aiMessage().text());
  }

  @Test
  void aQuestionLongerThanTheContextIsRefused() {
    InvalidRequestException thrown =
        assertThrows(
            InvalidRequestException.class, () -> Heard.of(model, "tokens and more ".repeat(250)));
    assertTrue(thrown.getMessage().startsWith("context_length_exceeded"), thrown::getMessage);
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThrows(
        InvalidRequestException.class,
        () ->
            Heard.of(
                model, List.of(UserMessage.from(ImageContent.from("https://example.org/a.png")))));
    assertThrows(
        InvalidRequestException.class, () -> Heard.of(model, List.of(AiMessage.from("Hello"))));
  }
}
