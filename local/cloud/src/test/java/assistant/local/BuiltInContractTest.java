package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Contract;
import assistant.function.Door;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract with the built-in model: real inference, through function processes.
class BuiltInContractTest extends Contract {
  private static final String ANSWER =
      "A large language model (LLM) is a neural network trained on a lot of text to predict the next token. Repeating that prediction lets it answer, summarise, translate or write code.";
  private final Clouds clouds = new Clouds(Clouds.withModel());

  @Override
  protected Door open(Map<String, String> settings) throws Exception {
    return clouds.streaming(settings);
  }

  @Override
  protected Chosen chosen() {
    return new Chosen(Map.of(), ANSWER, "built-in", "built-in", "built-in");
  }

  @AfterAll
  void close() {
    clouds.close();
  }

  @Test
  void whatItDoesNotKnowItSays() throws Exception {
    String answer = door.call(Door.Call.ask("Who won the World Cup in 1998?")).body();
    assertTrue(answer.contains("built-in model") && answer.contains("know"), answer);
  }

  @Test
  void eightAtOnceAreAllAnswered() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> door.call(Door.Call.ask("What is an LLM?")).body()));
      }
      for (Future<String> answer : answers) {
        assertEquals(ANSWER, answer.get());
      }
    }
  }

  @Test
  void howItChoseIsToldToWhoAsks() throws Exception {
    JsonNode json =
        JSON.readTree(
            door.call(
                    Door.Call.ask("What is an LLM?")
                        .accept("application/json")
                        .with("x-explain", "true"))
                .body());
    StringBuilder told = new StringBuilder();
    for (JsonNode token : json.path("chances")) {
      told.append(token.path("text").asText());
      double chance = token.path("chance").asDouble();
      assertTrue(chance > 0 && chance <= 1, token::toString);
      assertTrue(token.path("others").size() >= 4, token::toString);
      for (JsonNode other : token.path("others")) {
        assertTrue(other.path("chance").asDouble() <= chance, token::toString);
      }
    }
    assertEquals(ANSWER, told.toString());
  }

  @Test
  void theCapOfTheSettingsEndsAnAnswer() throws Exception {
    JsonNode json = whole(open(Map.of("MAX_OUTPUT_TOKENS", "5")));
    assertEquals("length", json.path("finishReason").asText());
    assertEquals(5, json.path("usage").path("outputTokens").asInt());
    assertTrue(ANSWER.startsWith(json.path("answer").asText()), json::toString);
  }

  @Test
  void aQuestionThatItCannotHoldIsTooLong() throws Exception {
    Door.Heard heard = door.call(Door.Call.ask("tokens and more ".repeat(249)));
    assertProblem(413, "question_too_long", heard);
  }

  @Test
  void namedItComesBeforeAProvider() throws Exception {
    Door named = open(Map.of("LLAMA_MODEL", "built-in", "OPENAI_API_KEY", "sk-unused"));
    assertEquals(ANSWER, whole(named).path("answer").asText());
    assertEquals("built-in", health(named).path("provider").asText());
  }

  @Test
  void aModelFileThatCannotBeUsedIsToldAndKillsNothing(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("model.gguf"), "GGUF is what this is not");
    Door broken = open(Map.of("LLAMA_MODEL", file.toString()));
    for (int i = 0; i < 2; i++) {
      Door.Heard heard = broken.call(Door.Call.ask("Hello?"));
      assertProblem(503, "not_configured", heard);
      assertFalse(heard.body().contains(file.toString()), heard.body());
    }
    assertEquals("llama", health(broken).path("provider").asText());
    assertFalse(health(broken).path("ready").asBoolean(true));
  }

  private static JsonNode whole(Door door) throws Exception {
    Door.Call call = Door.Call.ask("What is an LLM?").accept("application/json");
    return JSON.readTree(door.call(call).body());
  }

  private static JsonNode health(Door door) throws Exception {
    Door.Call call = new Door.Call("GET", "/api/health", Map.of(), new byte[0]);
    return JSON.readTree(door.call(call).body());
  }
}
