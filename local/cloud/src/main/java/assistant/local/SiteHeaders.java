package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The headers of the page's files: the same file that the CDK app reads says them.
record SiteHeaders(Map<String, String> all, Map<String, String> html, Map<String, String> assets) {
  static SiteHeaders read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new SiteHeaders(Map.of(), Map.of(), Map.of());
    }
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return new SiteHeaders(map(json.path("all")), map(json.path("html")), map(json.path("assets")));
  }

  /// What every response says. A browser that is told to ask a name by TLS alone does so for a
  /// year: on localhost that would close each other server of the developer's.
  void put(Request request, HttpFields.Mutable response) {
    all.forEach(response::put);
    if (Hosts.isLocal(Request.getServerName(request))) {
      response.remove(HttpHeader.STRICT_TRANSPORT_SECURITY);
    }
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }
}
