package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What `make run` says once the first function process has answered: where the page is, and which
/// model answers.
final class Welcome {
  private Welcome() {}

  /// Whether the function answered at all.
  static boolean print(URI url, Map<String, String> environment) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/health")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        System.err.println("The function does not start; the lines above say why.");
        return false;
      }
      JsonNode health = new ObjectMapper().readTree(response.body());
      System.out.println();
      System.out.println("  LLM Assistant: " + url);
      System.out.println("  " + model(health));
      Optional<ModelServer> server = ModelServer.of(environment, health.path("model").asText());
      if (server.isPresent()) {
        server.get().complaint().ifPresent(words -> System.out.println("  " + words));
      }
      if (health.path("access").asText().equals("required")) {
        System.out.println("  Guests alone may ask. Invite one: " + invite(environment));
      }
      System.out.println("  Ctrl-C ends it.");
      System.out.println();
      return true;
    } catch (IOException e) {
      System.err.println("The page ended before its function had started.");
      return false;
    }
  }

  /// The command that reaches this page's table; an image names its own.
  private static String invite(Map<String, String> environment) {
    String table = environment.getOrDefault("GUARD_TABLE", "");
    if (!table.isBlank()) {
      return "GUARD_TABLE=" + table + " make invite NAME=anna";
    }
    return environment.getOrDefault("INVITE", "make invite") + " NAME=anna";
  }

  /// The guard's table in the folder that `DATA` names, or in memory; says which. A folder that
  /// cannot be written is told, and the counts go to memory.
  static LocalTable table(String data) throws IOException {
    if (data.isBlank() || !Files.isDirectory(Path.of(data))) {
      System.out.println("The guard counts in memory: a restart begins at zero.");
      return new LocalTable();
    }
    try {
      LocalTable table = new LocalTable(Path.of(data, "guard.jsonl"));
      System.out.println("The guard's counts are kept in " + data + ".");
      return table;
    } catch (IOException e) {
      System.err.println(
          data
              + " cannot be written, so the guard counts in memory. Give it to user 1000, or mount another.");
      return new LocalTable();
    }
  }

  private static String model(JsonNode health) {
    String ways =
        "OPENAI_API_KEY=… for OpenAI, OPENAI_BASE_URL=… for a compatible server, LLAMA_MODEL=… for a GGUF file.";
    String provider = health.path("provider").asText();
    if (!health.path("ready").asBoolean()) {
      String what =
          provider.equals("none")
              ? "No model is connected yet"
              : "No model answers; the line above says why";
      return what + ". The ways to one: " + ways;
    }
    if (health.path("model").asText().equals("search")) {
      return "The documents are searched, and their passages shown. For a model that answers from them: "
          + ways;
    }
    return provider.equals("built-in")
        ? "The built-in model answers. For a real one: " + ways
        : "Model: " + health.path("model").asText();
  }
}
