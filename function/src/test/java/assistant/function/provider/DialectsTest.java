package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Parser;
import assistant.function.chain.Piece;
import assistant.function.chain.Prompt;
import assistant.function.chain.Question;
import assistant.function.chain.Reply;
import assistant.function.chain.Retry;
import assistant.stubs.DialectFile;
import assistant.stubs.StubModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every provider's dialect that is written down in `dialects/`, through the chain as it is asked
/// by the function.
class DialectsTest {
  private static final StubModel STUB = StubModel.start();
  private static final Retry HASTY = new Retry(2, Duration.ofMillis(2), () -> 0.5);

  /// What came of one question: pieces, thoughts, how it ended and what was counted.
  record Heard(List<String> said, String thought, String end, String tokens) {}

  @AfterAll
  static void close() {
    STUB.close();
  }

  static Stream<String> names() {
    return DialectFile.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void scenarioIsHeardAsItIsMeant(String name) throws Exception {
    DialectFile file = DialectFile.of(name);
    assertEquals(new Heard(file.said(), file.thought(), file.end(), file.tokens()), heard(name));
  }

  static Heard heard(String name) throws InterruptedException {
    ProviderSettings settings =
        ProviderSettings.of(new Env(Map.of("OPENAI_BASE_URL", STUB.url().toString())));
    Chain chain =
        new Chain(
            new Prompt("Help."),
            Providers.of(settings, 1000, new BearerKey(Optional.of("sk-old"), Optional.empty())),
            new Parser("?"),
            HASTY);
    List<String> said = new ArrayList<>();
    StringBuilder thought = new StringBuilder();
    try (Answer answer =
        chain.ask(
            new Question("stub: file=" + name, List.of()), Deadline.in(Duration.ofSeconds(10)))) {
      while (true) {
        Piece piece = answer.next(Duration.ofSeconds(10)).orElseThrow();
        if (piece instanceof Piece.Token token) {
          said.add(token.text());
        } else if (piece instanceof Piece.Thought part) {
          thought.append(part.text());
        } else if (piece instanceof Piece.Withdrawn) {
          said.clear();
        } else if (piece instanceof Piece.Done done) {
          Optional<Reply.Usage> used = done.reply().usage();
          return new Heard(
              said,
              thought.toString(),
              done.reply().finishReason().name().toLowerCase(Locale.ROOT),
              used.map(count -> count.inputTokens() + " " + count.outputTokens()).orElse("none"));
        } else if (piece instanceof Piece.Failed failed) {
          return new Heard(
              said, thought.toString(), failed.failure().problem().code().wire(), "none");
        }
      }
    }
  }

  /// Prints what is heard of each scenario, as the head of its file has it.
  public static void main(String[] args) throws Exception {
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    for (String name : args.length > 0 ? List.of(args) : DialectFile.names()) {
      Heard heard = heard(name);
      System.out.println(
          name
              + "\t"
              + json.writeValueAsString(heard.said())
              + "\t"
              + json.writeValueAsString(heard.thought())
              + "\t"
              + heard.end()
              + "\t"
              + heard.tokens());
    }
    System.exit(0);
  }
}
