package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.base.Deadline;
import assistant.function.base.Env;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Parser;
import assistant.function.chain.Piece;
import assistant.function.chain.Prompt;
import assistant.function.chain.Question;
import assistant.function.chain.Retry;
import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that refuses a field is asked again without it, at once, and so from then on.
class LearningTest {
  private final StubModel stub = StubModel.start();

  @AfterEach
  void close() {
    stub.close();
  }

  private Chain chain(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("OPENAI_BASE_URL", stub.url().toString());
    return new Chain(
        new Prompt("Help."),
        Providers.of(
            ProviderSettings.of(new Env(environment)),
            1000,
            new BearerKey(Optional.of("sk-x"), Optional.empty())),
        new Parser("?"),
        new Retry(1, Duration.ZERO, () -> 0));
  }

  private static boolean answers(Chain chain, String question) throws InterruptedException {
    try (Answer answer =
        chain.ask(new Question(question, List.of()), Deadline.in(Duration.ofSeconds(20)))) {
      Piece piece;
      do {
        piece = answer.next(Duration.ofSeconds(20)).orElseThrow();
      } while (!(piece instanceof Piece.Done || piece instanceof Piece.Failed));
      return piece instanceof Piece.Done;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_completion_tokens",
        "stream_options",
        "reasoning_effort",
        "temperature",
        "system",
        "stream"
      })
  void fieldThatIsRefusedIsLeftOutOrNamedAnew(String field) throws Exception {
    Chain chain = chain(Map.of("OPENAI_REASONING_EFFORT", "low", "OPENAI_TEMPERATURE", "0.5"));
    String question = "stub: refuses=" + field + " file=json";
    if (field.equals("stream")) {
      // The stub refuses the field, whatever it says.
      assertFalse(answers(chain, question));
      assertFalse(stub.asked().getLast().body().path("stream").asBoolean(true));
      return;
    }
    assertTrue(answers(chain, question));
    assertEquals(2, stub.asked().size());
    assertTrue(answers(chain, question));
    assertEquals(3, stub.asked().size(), "It is kept for the next question.");
    JsonNode last = stub.asked().getLast().body();
    assertEquals(
        1000, last.path(field.startsWith("max") ? "max_tokens" : "max_completion_tokens").asInt());
    if (field.equals("system")) {
      assertEquals("user", last.path("messages").path(0).path("role").asText());
      assertEquals("Help.\n\n" + question, last.path("messages").path(0).path("content").asText());
    } else {
      assertFalse(last.has(field));
    }
  }

  @Test
  void nameThatTheOwnerSetIsSentFirst() throws Exception {
    assertTrue(answers(chain(Map.of("OPENAI_MAX_TOKENS_FIELD", "max_tokens")), "Hello?"));
    assertEquals(1000, stub.asked().getLast().body().path("max_tokens").asInt());
    assertFalse(stub.asked().getLast().body().has("max_completion_tokens"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"maximum context length is 4096 tokens, reduce max_tokens\"}} | true",
        "{\"error\":{\"message\":\"max_completion_tokens is too large: 1000. At most 512\",\"param\":\"max_completion_tokens\",\"code\":\"invalid_value\"}} | true",
        "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.5 with this model.\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}} | false",
        "{\"detail\":[{\"loc\":[\"body\",\"stream_options\",\"include_usage\"],\"msg\":\"extra fields not permitted\"}]} | false",
        "{\"message\":\"Invalid request: unknown field max_completion_tokens in request\"} | false",
        "{\"error\":\"Conversation roles must alternate user/assistant, the system role is unsupported\"} | false",
        "{\"error\":{\"message\":\"The question asks about temperature.\"}} | true",
      })
  void onlyWhatIsRefusedTeaches(String body, boolean nothing) {
    Complaint complaint = ComplaintJson.of(body).at(400);
    boolean learned =
        !Refusals.of(complaint).lasts()
            && Dialect.OPENAI.without(complaint, Set.of("temperature")).isPresent();
    assertEquals(nothing, !learned, () -> Refusals.of(complaint) + " " + complaint);
  }

  static Stream<String> refused() throws IOException {
    try (InputStream in = LearningTest.class.getResourceAsStream("/learning.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  /// What servers were seen to say (`learning.tsv`).
  @ParameterizedTest
  @MethodSource("refused")
  void serversOwnWordsTeach(String row) {
    String[] cells = row.split("\t", 3);
    Complaint complaint = ComplaintJson.of(cells[2]).at(Integer.parseInt(cells[1]));
    Set<String> sent = Set.of("temperature", "top_p", "stop", "presence_penalty");
    Optional<Dialect> learned =
        Refusals.of(complaint).lasts() ? Optional.empty() : Dialect.OPENAI.without(complaint, sent);
    assertEquals(cells[0], learned.map(LearningTest::change).orElse("nothing"));
  }

  private static String change(Dialect learned) {
    if (!learned.lengthField().equals(Dialect.NEW_LENGTH)) {
      return "length";
    }
    return learned.systemRole()
        ? learned.streams() ? String.join(",", Dialect.OPENAI.lost(learned)) : "stream"
        : "system";
  }
}
