package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import assistant.function.chain.Limits;
import assistant.function.guard.GuardSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void anEmptyEnvironmentHasTheDocumentedDefaults() {
    Settings settings = Settings.of(Map.of("OPENAI_API_KEY", " ", "OPENAI_BASE_URL", ""));
    assertEquals(
        new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "gpt-6-luna",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            settings.systemPrompt(),
            new Limits(4000, 20, 1000),
            Duration.ofSeconds(100),
            new GuardSettings(Optional.empty(), 2_000_000, 20, Optional.empty()),
            false),
        settings);
    assertEquals(URI.create("https://api.openai.com/v1"), settings.endpoint());
    assertFalse(settings.namesProvider());
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
  })
  void malformedVariableNamesItselfAndKeepsItsValue(String name, String value) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of(name, value)));
    assertEquals(name, refused.getMessage().split(" ")[0]);
    assertFalse(refused.getMessage().contains(value + " "), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"100s, 100000", "1500ms, 1500", "2m, 120000", "7, 7000"})
  void durationsHaveUnits(String text, long milliseconds) {
    assertEquals(
        Duration.ofMillis(milliseconds), Settings.of(Map.of("MODEL_TIMEOUT", text)).modelTimeout());
  }

  @ParameterizedTest
  @CsvSource({
    "'', gpt-6-luna, '', low",
    "'', o4-mini, '', low",
    "'', gpt-4.1, '', ''",
    "'', gpt-6-luna, none, none",
    "http://localhost:11434/v1, gpt-6-luna, '', ''",
    "http://localhost:11434/v1, qwen, high, high",
  })
  void effortIsSentToThoseWhoKnowIt(String url, String model, String effort, String sent) {
    Settings settings =
        Settings.of(
            Map.of(
                "OPENAI_BASE_URL", url, "OPENAI_MODEL", model, "OPENAI_REASONING_EFFORT", effort));
    assertEquals(sent, settings.effortToSend().orElse(""));
  }
}
