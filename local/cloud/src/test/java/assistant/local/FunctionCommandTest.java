package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionCommandTest {
  @Test
  void everySettingReachesTheFunctionAndNothingOfTheRunItself() throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(settings())) {
      settings.put(row.path("name").asText(), "set");
    }
    Map<String, String> environment = new HashMap<>(settings);
    environment.putAll(Map.of("PORT", "1", "GUARD", "off", "FUNCTION_URL", "http://localhost:1"));
    Map<String, String> passed = FunctionCommand.of("function", environment).environment();
    Map<String, String> seen = new HashMap<>(passed);
    seen.keySet().retainAll(environment.keySet());
    assertEquals(settings, seen);
    assertEquals(
        Set.of("function"), Set.copyOf(FunctionCommand.of(" function ", Map.of()).words()));
  }

  private static java.io.File settings() {
    return FunctionCommand.options()
        .map(Path::toAbsolutePath)
        .orElseThrow()
        .resolveSibling("settings.json")
        .toFile();
  }
}
