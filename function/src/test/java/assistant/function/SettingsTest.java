package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.api.ApiSettings;
import assistant.function.api.Origins;
import assistant.function.base.Env;
import assistant.function.chain.Limits;
import assistant.function.feedback.FeedbackSettings;
import assistant.function.guard.Access;
import assistant.function.guard.GuardSettings;
import assistant.function.provider.ProviderSettings;
import assistant.function.retrieval.DocumentSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  @Test
  void anEmptyEnvironmentHasTheDocumentedDefaults() {
    Settings settings = of(Map.of("OPENAI_API_KEY", " ", "OPENAI_BASE_URL", ""));
    assertEquals(
        new Settings(
            new ProviderSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "gpt-6-luna",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            settings.systemPrompt(),
            new Limits(4000, 20, 1000),
            Duration.ofSeconds(100),
            new GuardSettings(Optional.empty(), 2_000_000, 20, Optional.empty(), Access.OPEN),
            new DocumentSettings(Optional.empty(), Optional.empty(), true, 12_000),
            new ApiSettings(Origins.NONE, true),
            new FeedbackSettings(true, false),
            false,
            false),
        settings);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_BASE_URL, localhost:11434",
    "OPENAI_BASE_URL, ftp://host/v1",
    "OPENAI_BASE_URL, http://user:pass@host/v1",
    "OPENAI_API_KEY, sk with space",
    "OPENAI_REASONING_EFFORT, huge",
    "OPENAI_TEMPERATURE, warm",
    "OPENAI_TEMPERATURE, 3",
    "MAX_QUESTION_CHARS, 0",
    "MAX_QUESTION_CHARS, 4k",
    "MAX_HISTORY_TURNS, -1",
    "MAX_OUTPUT_TOKENS, 99999999999",
    "MODEL_TIMEOUT, soon",
    "MODEL_TIMEOUT, 0s",
    "MODEL_TIMEOUT, 15m",
    "LOG_CONTENT, yes",
    "DOCUMENTS, s3://bucket",
    "DOCUMENTS_URL, docs.example.org",
    "ONLY_DOCUMENTS, maybe",
    "PASSAGE_CHARS, 10",
  })
  void malformedVariableNamesItselfAndKeepsItsValue(String name, String value) {
    var refused = assertThrows(IllegalArgumentException.class, () -> of(Map.of(name, value)));
    assertEquals(name, refused.getMessage().split(" ")[0]);
    assertFalse(refused.getMessage().contains(value + " "), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"100s, 100000", "1500ms, 1500", "2m, 120000", "7, 7000"})
  void durationsHaveUnits(String text, long milliseconds) {
    assertEquals(Duration.ofMillis(milliseconds), of(Map.of("MODEL_TIMEOUT", text)).modelTimeout());
  }

  private static Settings of(Map<String, String> variables) {
    return Settings.of(new Env(variables));
  }

  /// The rows of settings.json that a room of the function reads; `llama` is another module.
  static Stream<JsonNode> written() throws IOException {
    JsonNode rows = new ObjectMapper().readTree(Files.readString(Path.of("settings.json")));
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> !row.at("/readBy/0").asText().equals("llama"));
  }

  @Test
  void settingsReadAreThoseWrittenDown() throws IOException {
    Set<String> asked = new TreeSet<>();
    Map<String, String> recording =
        new AbstractMap<>() {
          @Override
          public String get(Object name) {
            asked.add((String) name);
            return null;
          }

          @Override
          public Set<Map.Entry<String, String>> entrySet() {
            return Set.of();
          }
        };
    of(recording);
    assertEquals(
        written()
            .map(row -> row.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new)),
        asked);
  }

  @Test
  void defaultsAreThoseWrittenDown() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    written()
        .filter(row -> row.has("default"))
        .forEach(row -> defaults.put(row.path("name").asText(), row.path("default").asText()));
    assertTrue(defaults.size() > 5, defaults.toString());
    assertEquals(of(Map.of()), of(defaults));
  }

  @ParameterizedTest
  @MethodSource("written")
  void boundsAreThoseWrittenDown(JsonNode row) {
    String name = row.path("name").asText();
    for (String value : allowed(row)) {
      of(Map.of(name, value));
    }
    for (String value : refused(row)) {
      var refused =
          assertThrows(
              IllegalArgumentException.class, () -> of(Map.of(name, value)), name + "=" + value);
      assertEquals(name, refused.getMessage().split(" ")[0]);
    }
  }

  private static List<String> allowed(JsonNode row) {
    return switch (row.path("kind").asText()) {
      case "number", "decimal" -> List.of(row.path("least").asText(), row.path("most").asText());
      case "duration" -> List.of("1ms", row.path("most").asText());
      case "flag" -> List.of("true", "false");
      case "choice" -> choices(row);
      case "url" -> List.of("http://localhost:1/v1", "https://host");
      case "origins" ->
          List.of("*", "https://a.example", "http://localhost:3000, https://b.example");
      case "text", "secret" -> List.of("any");
      default -> throw new AssertionError(row.toString());
    };
  }

  private static List<String> refused(JsonNode row) {
    return switch (row.path("kind").asText()) {
      case "number", "decimal" ->
          List.of(
              Long.toString(row.path("least").asLong() - 1),
              Long.toString(row.path("most").asLong() + 1),
              "x");
      case "duration" -> List.of("0s", row.path("most").asText().replace("s", "001ms"), "x");
      case "flag", "choice", "url" -> List.of("other");
      case "origins" -> List.of("a.example", "https://a.example/", "https://*.example", "null");
      default -> List.of();
    };
  }

  private static List<String> choices(JsonNode row) {
    return StreamSupport.stream(row.path("choices").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
