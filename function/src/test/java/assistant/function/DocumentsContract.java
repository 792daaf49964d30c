package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.function.FormatsContract.Format;
import assistant.function.retrieval.Shop;
import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers from documents, by every way in and in every form: only what was given is cited.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DocumentsContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUESTION =
      "stub: text=A parcel takes three days[^1], not nine[^9]. Write `a[^9]`.";
  private static final String ANSWER = "A parcel takes three days[^1], not nine. Write `a[^9]`.";
  private static final String SOURCE =
      """
      {"n":1,"title":"Shop › Delivery","file":"shop.md","anchor":"delivery",\
      "url":"https://docs.example.org/shop.md#delivery","text":"A parcel takes three days."}\
      """;

  private final StubModel model = StubModel.start();
  private Door door;

  protected abstract Door open(Map<String, String> settings) throws Exception;

  @BeforeAll
  public void openDoor(@TempDir Path folder) throws Exception {
    door =
        open(
            Map.of(
                "OPENAI_API_KEY",
                "sk-contract",
                "OPENAI_BASE_URL",
                model.url().toString(),
                "DOCUMENTS",
                Shop.index(folder).toString(),
                "DOCUMENTS_URL",
                "https://docs.example.org"));
  }

  @AfterAll
  public void closeModel() {
    model.close();
  }

  @Test
  void streamTellsTheSourcesFirstAndWhatWasCitedLast() throws Exception {
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    JsonNode sources = null;
    JsonNode done = null;
    for (String event : ask("text/event-stream").split("\n\n")) {
      String name = event.substring("event: ".length(), event.indexOf('\n'));
      JsonNode data = JSON.readTree(event.substring(event.indexOf("data: ") + 6));
      if (!name.equals("token") || !names.contains("token")) {
        names.add(name);
      }
      switch (name) {
        case "sources" -> sources = data.path("sources");
        case "token" -> text.append(data.path("text").asText());
        case "done" -> done = data;
        default -> {}
      }
    }
    assertEquals(List.of("start", "sources", "token", "done"), names);
    assertEquals(ANSWER, text.toString());
    assertEquals("[1]", done.path("cited").toString());
    assertEquals(SOURCE, sources.get(0).toString());
  }

  @Test
  void wholeAnswerHasBoth() throws Exception {
    JsonNode answer = JSON.readTree(ask("application/json"));

    assertEquals(ANSWER, answer.path("answer").asText());
    assertEquals("[1]", answer.path("cited").toString());
    assertEquals(SOURCE, answer.path("sources").path(0).toString());
  }

  @Test
  void plainTextEndsWithAListOfTheCited() throws Exception {
    assertEquals(
        ANSWER + "\n\n[^1]: Shop › Delivery, https://docs.example.org/shop.md#delivery\n",
        ask("text/plain"));
  }

  @ParameterizedTest
  @EnumSource
  void openAiFormatsHaveBothWhole(Format format) throws Exception {
    JsonNode answer = JSON.readTree(door.call(format.call(false, QUESTION)).body());

    assertEquals(ANSWER, answer.at(format.text()).asText());
    JsonNode told = format == Format.CHAT ? answer.at("/choices/0/message") : answer;
    assertEquals("[1]", told.path("cited").toString());
    assertEquals(SOURCE, told.path("sources").path(0).toString());
  }

  @ParameterizedTest
  @EnumSource
  void openAiFormatsHaveBothInTheirLastEvents(Format format) throws Exception {
    StringBuilder text = new StringBuilder();
    JsonNode last = null;
    for (String line : door.call(format.call(true, QUESTION)).body().split("\n")) {
      if (line.startsWith("data: {")) {
        JsonNode data = JSON.readTree(line.substring(6));
        text.append(data.at("/choices/0/delta/content").asText(""));
        text.append(data.path("delta").asText(""));
        JsonNode told = data.at(format == Format.CHAT ? "/choices/0/delta" : "/response");
        last = told.has("cited") ? told : last;
      }
    }
    assertEquals(ANSWER, text.toString());
    assertEquals("[1]", last.path("cited").toString());
    assertEquals(SOURCE, last.path("sources").path(0).toString());
  }

  private String ask(String accept) throws Exception {
    return door.call(
            new Door.Call(
                "POST",
                "/api/ask",
                Map.of("content-type", "text/plain", "accept", accept),
                QUESTION.getBytes(StandardCharsets.UTF_8)))
        .body();
  }
}
