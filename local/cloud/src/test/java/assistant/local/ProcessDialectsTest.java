package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.Door;
import assistant.stubs.DialectFile;
import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Every provider's dialect that is written down, through function processes: as events through the
/// streaming loop, thoughts shown, and whole through the buffered handler.
class ProcessDialectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StubModel STUB = StubModel.start();
  private static final Clouds CLOUDS = new Clouds();
  private static final Map<String, String> SETTINGS =
      Map.of(
          "OPENAI_API_KEY",
          "sk-old",
          "OPENAI_BASE_URL",
          STUB.url().toString(),
          "SHOW_THINKING",
          "true");

  /// What a caller hears of one scenario: text and thoughts, how it ended, and tokens.
  private record Heard(String said, String thought, String end, String tokens) {}

  @AfterAll
  static void close() {
    CLOUDS.close();
    STUB.close();
  }

  @Test
  void streamingLoopTellsThemAsEvents() throws Exception {
    Door door = CLOUDS.streaming(SETTINGS);
    Map<String, Heard> expected = new TreeMap<>();
    Map<String, Heard> heard = new TreeMap<>();
    ask(door, "text/event-stream")
        .forEach((file, answer) -> {
          Heard events = events(answer);
          // What was sent cannot be taken back, where only the end showed that it was thought.
          boolean late = file.name().equals("think-only-closed");
          String said = late ? events.said().replaceFirst("(?s)^.*\n", "") : events.said();
          // A second attempt thinks again.
          String thought = file.answers() ? events.thought() : "";
          heard.put(file.name(), new Heard(said, thought, events.end(), events.tokens()));
          expected.put(
              file.name(),
              new Heard(
                  file.text(), file.answers() ? file.thought() : "", file.end(), file.tokens()));
        });
    assertEquals(lines(expected), lines(heard));
  }

  /// Where an error comes after a text, the whole is the error; thoughts are no part of it.
  @Test
  void bufferedHandlerTellsThemWhole() throws Exception {
    Door door = CLOUDS.buffered(SETTINGS);
    Map<String, Heard> expected = new TreeMap<>();
    Map<String, Heard> heard = new TreeMap<>();
    ask(door, "application/json")
        .forEach((file, answer) -> {
          JsonNode json = json(answer.body());
          heard.put(
              file.name(),
              new Heard(
                  json.path("answer").asText(),
                  "",
                  json.path("finishReason").asText(json.path("code").asText()),
                  tokens(json)));
          expected.put(
              file.name(),
              new Heard(file.answers() ? file.text() : "", "", file.end(), file.tokens()));
        });
    assertEquals(lines(expected), lines(heard));
  }

  /// All of them, a few at a time; those last whose end teaches a process that the model's template
  /// opens what it thinks.
  private static Map<DialectFile, Door.Heard> ask(Door door, String accept) throws Exception {
    List<DialectFile> files =
        DialectFile.names().stream()
            .map(DialectFile::of)
            .sorted(Comparator.comparing(file -> file.name().matches("think-(un|only).*")))
            .toList();
    Map<DialectFile, Door.Heard> answers = new TreeMap<>(Comparator.comparing(DialectFile::name));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Door.Heard>> asked = new ArrayList<>();
      for (DialectFile file : files) {
        Door.Call call = Door.Call.ask("stub: file=" + file.name()).accept(accept);
        asked.add(threads.submit(() -> door.call(call)));
      }
      for (int i = 0; i < files.size(); i++) {
        answers.put(files.get(i), asked.get(i).get());
      }
    }
    return answers;
  }

  private static Heard events(Door.Heard answer) {
    if (answer.status() != 200) {
      return new Heard("", "", json(answer.body()).path("code").asText(), "none");
    }
    StringBuilder said = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    String end = "cut";
    String tokens = "none";
    for (String event : answer.body().split("\n\n")) {
      String data = event.substring(event.indexOf("data: ") + "data: ".length());
      switch (event.startsWith("event: ") ? event.substring(7, event.indexOf('\n')) : "") {
        case "token" -> said.append(json(data).path("text").asText());
        case "thinking" -> thought.append(json(data).path("text").asText());
        case "error" -> end = json(data).path("code").asText();
        case "done" -> {
          end = json(data).path("finishReason").asText();
          tokens = tokens(json(data));
        }
        default -> {}
      }
    }
    return new Heard(said.toString(), thought.toString(), end, tokens);
  }

  private static String tokens(JsonNode reply) {
    JsonNode usage = reply.path("usage");
    return usage.isObject()
        ? usage.path("inputTokens").asInt() + " " + usage.path("outputTokens").asInt()
        : "none";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private static String lines(Map<String, Heard> heard) {
    StringBuilder lines = new StringBuilder();
    heard.forEach((name, one) -> lines.append(name + ": " + one + "\n"));
    return lines.toString();
  }
}
