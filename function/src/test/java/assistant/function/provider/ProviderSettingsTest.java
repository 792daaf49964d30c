package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import assistant.function.base.Env;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {
  private static ProviderSettings of(Map<String, String> variables) {
    return ProviderSettings.of(new Env(variables));
  }

  @Test
  void withoutAnAddressItIsOpenAiThatIsAskedOnceThereIsAKey() {
    ProviderSettings settings = of(Map.of());
    assertEquals(URI.create("https://api.openai.com/v1"), settings.endpoint());
    assertFalse(settings.namesProvider());
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
    ProviderSettings settings =
        of(
            Map.of(
                "OPENAI_BASE_URL", url, "OPENAI_MODEL", model, "OPENAI_REASONING_EFFORT", effort));
    assertEquals(sent, settings.effortToSend().orElse(""));
  }
}
