package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers of the page's files: the same file that the CDK app reads says them.
record SiteHeaders(Map<String, String> all, Map<String, String> html, Map<String, String> assets) {
  static SiteHeaders read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new SiteHeaders(Map.of(), Map.of(), Map.of());
    }
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return new SiteHeaders(map(json.path("all")), map(json.path("html")), map(json.path("assets")));
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }
}
