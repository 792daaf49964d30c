package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.Door;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `make run`'s own process: what it says, how it fails, how it ends.
class RunTest {
  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void itSaysWhereThePageIsAndEndsWithItsProcesses() throws Exception {
    process = start(Map.of("PORT", "0"));
    String said = said("Ctrl-C ends it.");
    assertTrue(said.contains("No model is connected yet. The ways to one: OPENAI_API_KEY=…"), said);
    assertEquals(503, door(said).call(Door.Call.ask("Hello?")).status());
    List<ProcessHandle> functions = process.descendants().toList();
    assertEquals(1, functions.size());
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    functions.getFirst().onExit().get(10, TimeUnit.SECONDS);
    assertFalse(functions.getFirst().isAlive());
  }

  @Test
  void aPortThatIsTakenIsToldWithTheWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("localhost"))) {
      process = start(Map.of("PORT", Integer.toString(taken.getLocalPort())));
      assertTrue(said("is taken").contains("PORT=" + (taken.getLocalPort() + 1) + " make run"));
      assertEquals(1, process.waitFor());
    }
  }

  @Test
  void aMalformedSettingIsToldAndEndsIt() throws Exception {
    process = start(Map.of("PORT", "0", "MODEL_TIMEOUT", "soon"));
    String said = said("does not start");
    assertTrue(said.contains("MODEL_TIMEOUT must be a duration such as 100s"), said);
    assertEquals(1, process.waitFor());
  }

  @Test
  void aPortThatIsNoneIsTold() throws Exception {
    process = start(Map.of("PORT", "http"));
    said("PORT must be a number from 0 to 65535.");
    assertEquals(1, process.waitFor());
  }

  @Test
  void anAddressOfAnEmulatorThatIsNoneIsTold() throws Exception {
    process = start(Map.of("PORT", "0", "FUNCTION_URL", "localhost:9000"));
    said("FUNCTION_URL must be an emulator's address, such as http://localhost:9000.");
    assertEquals(1, process.waitFor());
  }

  @Test
  void anEmulatorThatIsNotThereIsTold() throws Exception {
    URI url;
    try (ServerSocket free = new ServerSocket(0)) {
      url = URI.create("http://localhost:" + free.getLocalPort());
    }
    process = start(Map.of("PORT", "0", "FUNCTION_URL", url.toString()));
    said("The emulator at " + url + "/2015-03-31/functions/function/invocations gave no answer.");
    assertEquals(1, process.waitFor());
  }

  @Test
  void whatAnEmulatorSaysOfAFunctionThatDoesNotStartIsTold() throws Exception {
    try (Clouds clouds = new Clouds()) {
      String url = clouds.emulator(Map.of("MODEL_TIMEOUT", "soon")).toString();
      process = start(Map.of("PORT", "0", "FUNCTION_URL", url));
      String said = said("does not start");
      assertTrue(said.contains("gave no response but: {\"errorType\":\"Runtime."), said);
      assertEquals(1, process.waitFor());
    }
  }

  @Test
  void withoutAnySettingTheBuiltInModelAnswers() throws Exception {
    process = start(Map.of("PORT", "0", "FUNCTION_CLASSPATH", Clouds.withModel()));
    String said = said("Ctrl-C ends it.");
    assertTrue(said.contains("The built-in model answers. For a real one: OPENAI_API_KEY=…"), said);
    Door.Heard heard = door(said).call(Door.Call.ask("What is an LLM?"));
    assertEquals(200, heard.status());
    assertTrue(heard.body().startsWith("A large language model"), heard.body());
  }

  @Test
  void itsProcessesEndWithItHoweverItEnds() throws Exception {
    process = start(Map.of("PORT", "0", "FUNCTION_CLASSPATH", Clouds.withModel()));
    said("Ctrl-C ends it.");
    ProcessHandle function = process.descendants().findFirst().orElseThrow();
    process.destroyForcibly();
    function.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aModelFileThatCannotBeUsedIsToldAndThePageStands() throws Exception {
    process =
        start(
            Map.of(
                "PORT", "0", "FUNCTION_CLASSPATH", Clouds.withModel(), "LLAMA_MODEL", "none.gguf"));
    String said = said("Ctrl-C ends it.");
    assertTrue(said.contains("LLAMA_MODEL: none.gguf is not there, or is not a file."), said);
    assertTrue(said.contains("No model answers; the line above says why."), said);
    assertEquals(503, door(said).call(Door.Call.ask("Hello?")).status());
  }

  private static HttpDoor door(String said) {
    return new HttpDoor(
        URI.create(said.replaceAll("(?s).*LLM Assistant: (http://localhost:\\d+).*", "$1")));
  }

  private static Process start(Map<String, String> environment) throws IOException {
    Map<String, String> whole = new HashMap<>(Map.of("FUNCTION_CLASSPATH", Clouds.CLASS_PATH));
    whole.putAll(environment);
    return Program.of(Main.class, whole).start();
  }

  /// All that was said up to these words.
  private String said(String words) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
      if (line.contains(words)) {
        return String.join("\n", lines);
      }
    }
    throw new AssertionError(
        "It ended without saying «" + words + "» but:\n" + String.join("\n", lines));
  }
}
