package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the model reads of the environment, against the settings that are written down.
class SettingsTest {
  private static JsonNode written() throws IOException {
    return new ObjectMapper().readTree(Path.of("../function/settings.json").toFile());
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
    LlamaSettings.of(recording);
    Set<String> names = new TreeSet<>();
    for (JsonNode row : written()) {
      if (row.path("readBy").toString().contains("llama")) {
        names.add(row.path("name").asText());
      }
    }
    assertEquals(names, asked);
  }

  @Test
  void boundsAreThoseWrittenDown() throws IOException {
    for (JsonNode row : written()) {
      if (row.at("/readBy/0").asText().equals("llama") && row.has("least")) {
        String name = row.path("name").asText();
        LlamaSettings.of(Map.of(name, row.path("least").asText()));
        LlamaSettings.of(Map.of(name, row.path("most").asText()));
        for (long out :
            new long[] {row.path("least").asLong() - 1, row.path("most").asLong() + 1}) {
          assertThrows(
              IllegalArgumentException.class,
              () -> LlamaSettings.of(Map.of(name, Long.toString(out))),
              name + "=" + out);
        }
      }
    }
  }
}
