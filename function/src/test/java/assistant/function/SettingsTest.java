package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import assistant.function.base.Env;
import assistant.function.chain.Limits;
import assistant.function.guard.GuardSettings;
import assistant.function.provider.ProviderSettings;
import assistant.function.retrieval.DocumentSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                Optional.empty()),
            settings.systemPrompt(),
            new Limits(4000, 20, 1000),
            Duration.ofSeconds(100),
            new GuardSettings(Optional.empty(), 2_000_000, 20, Optional.empty()),
            new DocumentSettings(Optional.empty(), Optional.empty(), true, 12_000),
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
}
