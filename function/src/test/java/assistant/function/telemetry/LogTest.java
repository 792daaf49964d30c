package assistant.function.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import assistant.function.Fault;
import assistant.function.Refused;
import assistant.function.RouterDoor;
import assistant.stubs.StubModel;
import assistant.stubs.StubScript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void requestIsOneLineWithItsMetrics() throws Exception {
    try (StubModel stub = StubModel.start()) {
      RouterDoor door = door(stub, Map.of());
      door.call(Door.Call.ask("What is a secret?"));
      door.call(Door.Call.ask("stub: status=404"));
      List<JsonNode> lines = lines();
      assertEquals(2, lines.size());
      JsonNode answered = lines.getFirst();
      assertEquals("POST /api/ask", answered.path("route").asText());
      assertEquals("ok", answered.path("outcome").asText());
      assertTrue(answered.path("coldStart").asBoolean());
      assertFalse(lines.getLast().path("coldStart").asBoolean());
      assertTrue(answered.path("firstTokenMs").isInt() && answered.path("durationMs").isInt());
      assertEquals("stub-1", answered.path("gen_ai.response.model").asText());
      assertEquals(7, answered.path("gen_ai.usage.input_tokens").asInt());
      assertEquals(
          List.of(
              "gen_ai.server.time_to_first_token Seconds",
              "gen_ai.server.request.duration Seconds",
              "gen_ai.usage.input_tokens Count",
              "gen_ai.usage.output_tokens Count",
              "assistant.answers Count"),
          metrics(answered));
      assertEquals(
          List.of("gen_ai.server.request.duration Seconds", "assistant.errors Count"),
          metrics(lines.getLast()));
      assertEquals("model_misconfigured", lines.getLast().path("outcome").asText());
      String note = lines.getLast().path("note").asText();
      assertTrue(note.startsWith("refused 404: ") && note.contains("OPENAI_BASE_URL"), note);
    }
  }

  @Test
  void nothingSaidOrSecretIsLoggedUnlessAskedFor() throws Exception {
    try (StubModel stub = StubModel.start()) {
      everyFault(door(stub, Map.of()));
      String log = out.toString(StandardCharsets.UTF_8);
      for (String secret :
          List.of("sk-private", "my words", "secret text", "language model", "Exception")) {
        assertFalse(log.contains(secret), log);
      }
      out.reset();
      door(stub, Map.of("LOG_CONTENT", "true")).call(Door.Call.ask("my words"));
      assertEquals("my words", lines().getFirst().path("question").asText());
      assertEquals(StubScript.ANSWER, lines().getFirst().path("answer").asText());
    }
  }

  private static void everyFault(RouterDoor door) throws Exception {
    door.call(Door.Call.ask("my words"));
    for (Fault fault : Fault.faults().toList()) {
      if (!fault.code().equals("model_timeout")) {
        door.call(Door.Call.ask(fault.question() + " my words"));
      }
    }
    for (Refused refused : Refused.requests().toList()) {
      door.call(refused.call());
    }
    door.call(
        new Door.Call("my words", "/api/my words", Map.of("accept", "my words"), new byte[0]));
  }

  private RouterDoor door(StubModel stub, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("OPENAI_BASE_URL", stub.url().toString());
    settings.put("OPENAI_API_KEY", "sk-private");
    return RouterDoor.open(settings, out);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static List<String> metrics(JsonNode line) {
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertEquals("LlmAssistant", directive.path("Namespace").asText());
    List<String> metrics = new ArrayList<>();
    for (JsonNode metric : directive.path("Metrics")) {
      assertTrue(line.path(metric.path("Name").asText()).isNumber());
      metrics.add(metric.path("Name").asText() + " " + metric.path("Unit").asText());
    }
    return metrics;
  }
}
