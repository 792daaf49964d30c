package assistant.function.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever asks about templates, thoughts and tags reads every word of the answer
/// (`whole-answers.txt`), wherever the model's pieces split.
class WholeAnswersTest {
  record Told(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Told> told() throws IOException {
    try (InputStream in = WholeAnswersTest.class.getResourceAsStream("/whole-answers.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      List<String> parts = Arrays.asList(all.split("\n===== "));
      return parts.subList(1, parts.size()).stream()
          .map(part -> part.split("\n", 2))
          .map(part -> new Told(part[0], part[1]));
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void answerComesWhole(Told told) {
    for (int size = 1; size <= told.text().length(); size++) {
      assertEquals(new Told("", told.text()), heard(told.text(), size, ""), "pieces of " + size);
    }
  }

  /// A server that tells thoughts apart leaves none in the text.
  @ParameterizedTest
  @MethodSource("told")
  void answerAfterThoughtsComesWhole(Told told) {
    for (int size = 1; size <= told.text().length(); size++) {
      assertEquals(
          new Told("hm", told.text()), heard(told.text(), size, "hm"), "pieces of " + size);
    }
  }

  /// What was thought, and said.
  static Told heard(String text, int size, String thinks) {
    StringBuilder said = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    ThinkingApart apart = new ThinkingApart(new Thoughts.Habit(), hearing(said, thought));
    if (!thinks.isEmpty()) {
      apart.onPartialThinking(new PartialThinking(thinks));
    }
    for (int at = 0; at < text.length(); at += size) {
      apart.onPartialResponse(text.substring(at, Math.min(text.length(), at + size)));
    }
    apart.onCompleteResponse(ChatResponse.builder().aiMessage(AiMessage.from(text)).build());
    return new Told(thought.toString(), said.toString());
  }

  private static StreamingChatResponseHandler hearing(StringBuilder said, StringBuilder thought) {
    return new ThinkingApart.Handler() {
      @Override
      public void onPartialResponse(String partial) {
        said.append(partial);
      }

      @Override
      public void onPartialThinking(PartialThinking partial) {
        thought.append(partial.text());
      }

      @Override
      public void withdrawn() {
        thought.append(said);
        said.setLength(0);
      }

      @Override
      public void onCompleteResponse(ChatResponse response) {}

      @Override
      public void onError(Throwable thrown) {}
    };
  }
}
