package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file whose template takes the whole conversation, in a context of 128 tokens.
final class ContextTest {
  private static final String TEMPLATE =
      "{% for m in messages %}{{ '<|user|> ' + m['content'] }}{% endfor %}{{ '<|assistant|>' }}";
  private static final Map<String, String> SETTINGS =
      Map.of("LLAMA_CONTEXT", "128", "LLAMA_TEMPERATURE", "0", "LLAMA_THREADS", "1");
  @TempDir private static Path folder;
  private static LlamaChatModel model;

  @BeforeAll
  static void load() throws IOException {
    model =
        GgufBytes.builtIn()
            .withTemplate(TEMPLATE)
            .with("question_only", "question_onlx")
            .loaded(folder, SETTINGS);
  }

  @AfterAll
  static void free() {
    model.close();
  }

  private static List<ChatMessage> conversation(int pairs) {
    List<ChatMessage> messages = new ArrayList<>(List.of(SystemMessage.from("Be brief.")));
    for (int i = 0; i < pairs; i++) {
      messages.add(UserMessage.from("what is a token in a language model"));
      messages.add(AiMessage.from("a small piece of text, often a word or part of a word"));
    }
    messages.add(UserMessage.from("what is attention"));
    return messages;
  }

  @Test
  void whatFitsIsReadWhole() {
    Heard one = Heard.of(model, conversation(0));
    Heard two = Heard.of(model, conversation(1));
    assertTrue(inputTokens(two) > inputTokens(one) + 10);
    assertTrue(!two.text().startsWith("("), two.text());
  }

  @Test
  void theOldestMessagesAreDroppedAndThatIsSaid() {
    Heard heard = Heard.of(model, conversation(9));
    assertTrue(
        heard
            .pieces
            .getFirst()
            .matches(
                "\\(The oldest 1[0-9] messages no longer fit into this model's context\\.\\)\n\n"),
        heard.pieces.getFirst());
    assertEquals(heard.text(), heard.response.aiMessage().text());
    assertTrue(inputTokens(heard) + 8 <= 128);
    assertTrue(inputTokens(heard) > inputTokens(Heard.of(model, conversation(1))) - 2);
    assertTrue(heard.response.metadata().tokenUsage().outputTokenCount() <= 8);
  }

  @Test
  void aQuestionThatDoesNotFitAloneIsRefused() {
    List<ChatMessage> messages = conversation(2);
    messages.set(messages.size() - 1, UserMessage.from("attention ".repeat(150)));
    InvalidRequestException thrown =
        assertThrows(InvalidRequestException.class, () -> Heard.of(model, messages));
    assertTrue(thrown.getMessage().startsWith("context_length_exceeded"), thrown.getMessage());
  }

  @Test
  void anAnswerFillsTheContextAlsoWhereAPromptIsGivenABeginning() throws IOException {
    try (LlamaChatModel endless =
        GgufBytes.endless().withYes("tokenizer.ggml.add_bos_token").loaded(folder, SETTINGS)) {
      Heard heard = Heard.of(endless, "What is attention?");
      assertEquals(FinishReason.LENGTH, heard.response.metadata().finishReason());
    }
  }

  @Test
  void aTextThatCannotFitIsRefusedBeforeItIsEncoded() {
    InvalidRequestException thrown =
        assertThrows(
            InvalidRequestException.class,
            () -> Heard.of(model, List.of(UserMessage.from("a".repeat(900_000)))));
    assertEquals(
        "context_length_exceeded: the question has 900000 characters, this model reads 120 tokens",
        thrown.getMessage());
  }

  @Test
  void aLongMessageOfTheHistoryIsDroppedBeforeItIsEncoded() {
    List<ChatMessage> messages = conversation(1);
    messages.set(1, UserMessage.from("a".repeat(900_000)));
    Heard heard = Heard.of(model, messages);
    assertTrue(heard.text().startsWith("(The oldest 2 messages"), heard.text());
  }

  @Test
  void emojiSurviveTheTemplate() {
    Heard plain = Heard.of(model, List.of(UserMessage.from("what is attention")));
    Heard emoji = Heard.of(model, List.of(UserMessage.from("what is attention 🙂🙂")));
    assertEquals(inputTokens(plain) + 9, inputTokens(emoji));
  }

  private static int inputTokens(Heard heard) {
    return heard.response.metadata().tokenUsage().inputTokenCount();
  }
}
