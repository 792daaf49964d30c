package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Models in the shapes of today's families, with random weights or made to say something, through
/// the whole chain of this module.
final class ShapesTest {
  private static final Map<String, String> SETTINGS =
      Map.of("LLAMA_TEMPERATURE", "0", "LLAMA_THREADS", "1", "LLAMA_CONTEXT", "512");
  @TempDir private Path folder;

  private LlamaChatModel load(TinyGguf file, String... settings) throws IOException {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.put("LLAMA_MODEL", file.in(folder).toString());
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      all.put(pair[0], pair[1]);
    }
    return new LlamaChatModel(LlamaSettings.of(all));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("Llama 3", TinyGguf.llama3()),
        Arguments.of("Qwen 3", TinyGguf.qwen3()),
        Arguments.of("Gemma 3", TinyGguf.gemma3()),
        Arguments.of("gpt-oss", TinyGguf.gptOss()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void itAnswersTheSameEachTimeAndGoesOnFromWhatItHasRead(String name, TinyGguf file)
      throws IOException {
    try (LlamaChatModel model = load(file)) {
      Heard first = Heard.of(model, "what is a token", 20);
      assertEquals(first.text(), Heard.of(model, "what is a token", 20).text());
      String long_ = "a long story ".repeat(12);
      long before = model.tokensRead();
      Heard.of(model, List.of(UserMessage.from(long_)));
      long whole = model.tokensRead() - before;
      before = model.tokensRead();
      Heard followUp =
          Heard.of(
              model,
              List.of(UserMessage.from(long_), AiMessage.from("yes"), UserMessage.from("and")));
      long more = model.tokensRead() - before;
      assertTrue(more < whole / 2, () -> more + " tokens read after " + whole);
      int asked = followUp.response.metadata().tokenUsage().inputTokenCount();
      assertTrue(asked > whole - 8, () -> asked + " tokens of a prompt");
    }
  }

  @Test
  void thoughtsInAPairAreToldApart() throws IOException {
    TinyGguf file =
        TinyGguf.qwen3().saying("Ċ", "<think>", "h", "m", "</think>", "Y", "e", "s", "<|im_end|>");
    try (LlamaChatModel model = load(file)) {
      Heard heard = Heard.of(model, "?", 40);
      assertEquals("hm", String.join("", heard.thoughts));
      assertEquals("Yes", heard.text());
      assertEquals("hm", heard.response.aiMessage().thinking());
      assertEquals("Yes", heard.response.aiMessage().text());
      assertEquals(FinishReason.STOP, heard.response.metadata().finishReason());
    }
  }

  @Test
  void aSwitchInTheTemplateIsSet() throws IOException {
    TinyGguf file = TinyGguf.qwen3().saying("</think>", "Y", "e", "s", "<|im_end|>");
    try (LlamaChatModel model = load(file, "OPENAI_REASONING_EFFORT=none")) {
      Heard heard = Heard.of(model, "?", 40);
      assertEquals("Yes", heard.text());
      assertNull(heard.response.aiMessage().thinking());
    }
  }

  @Test
  void thoughtsInAChannelAreToldApart() throws IOException {
    TinyGguf file =
        TinyGguf.gptOss()
            .saying(
                "<|message|>",
                "h",
                "m",
                "<|end|>",
                "<|start|>",
                "assistant",
                "<|channel|>",
                "final",
                "<|return|>");
    try (LlamaChatModel model = load(file)) {
      Heard heard = Heard.of(model, "?", 40);
      assertEquals("hm", String.join("", heard.thoughts));
      assertEquals("", heard.text());
    }
  }

  @Test
  void whatElseMightHaveComeIsToldToWhoAsks() throws IOException {
    TinyGguf file = TinyGguf.llama3().saying("Ċ", "Y", "e", "s", "<|im_end|>");
    try (LlamaChatModel model = load(file)) {
      UserMessage question =
          UserMessage.builder()
              .addContent(dev.langchain4j.data.message.TextContent.from("?"))
              .attributes(Map.of("top_logprobs", 3))
              .build();
      Heard heard = Heard.of(model, ChatRequest.builder().messages(question).build());
      assertEquals(3, heard.events.size());
      Map<?, ?> first = (Map<?, ?>) heard.events.getFirst();
      assertEquals("Y", first.get("token"));
      List<?> alternatives = (List<?>) first.get("top_logprobs");
      assertEquals(3, alternatives.size());
      assertEquals(first.get("logprob"), ((Map<?, ?>) alternatives.getFirst()).get("logprob"));
      assertTrue((double) first.get("logprob") < 0 && (double) first.get("logprob") > -1);
      assertEquals(List.of(), Heard.of(model, "?", 8).events);
    }
  }

  @Test
  void aSystemPromptThatTheTemplateRefusesStandsBeforeTheQuestion() throws IOException {
    String template =
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}{{ messages[0].content }}<|im_end|>";
    try (LlamaChatModel model = load(TinyGguf.llama3().with("tokenizer.chat_template", template))) {
      int alone = tokens(Heard.of(model, List.of(UserMessage.from("question"))));
      int both =
          tokens(
              Heard.of(
                  model, List.of(SystemMessage.from("Be brief."), UserMessage.from("question"))));
      assertEquals(alone + "Be brief.\n\n".length(), both);
    }
  }

  @Test
  void aSystemPromptThatTheTemplateLeavesOutDoesTheSame() throws IOException {
    String template =
        "{% for m in messages if m.role == 'user' %}{{ m.content }}<|im_end|>{% endfor %}";
    try (LlamaChatModel model = load(TinyGguf.llama3().with("tokenizer.chat_template", template))) {
      int alone = tokens(Heard.of(model, List.of(UserMessage.from("question"))));
      int both =
          tokens(
              Heard.of(
                  model, List.of(SystemMessage.from("Be brief."), UserMessage.from("question"))));
      assertEquals(alone + "Be brief.\n\n".length(), both);
    }
  }

  @Test
  void aTemplateThatRefusesIsTold() throws IOException {
    TinyGguf file =
        TinyGguf.llama3().with("tokenizer.chat_template", "{{ raise_exception('not\ntoday') }}");
    try (LlamaChatModel model = load(file)) {
      InvalidRequestException thrown =
          assertThrows(InvalidRequestException.class, () -> Heard.of(model, "?", 8));
      assertEquals(
          "The model's chat template refuses this conversation: not today", thrown.getMessage());
    }
  }

  private static int tokens(Heard heard) {
    return heard.response.metadata().tokenUsage().inputTokenCount();
  }
}
