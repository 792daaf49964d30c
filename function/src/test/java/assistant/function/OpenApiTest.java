package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.dynamodb.Tables;
import assistant.function.api.Route;
import assistant.function.api.Router;
import assistant.function.problem.Code;
import assistant.function.retrieval.Shop;
import assistant.stubs.StubModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The description at `/api/openapi.json`, held against what is really answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> V1 = List.of("/api/v1/chat/completions", "/api/v1/responses");

  private final StubModel stub = StubModel.start();
  private final Map<String, String> settings =
      Map.of("OPENAI_BASE_URL", stub.url().toString(), "MAX_QUESTION_CHARS", "200");
  private final RouterDoor door = RouterDoor.open(settings);
  private RouterDoor full;
  private Described described;

  @BeforeAll
  void read() throws Exception {
    Map<String, String> everything = new HashMap<>(settings);
    everything.putAll(Tables.environment());
    everything.put("SHARING", "true");
    full = RouterDoor.open(everything);
    Door.Heard heard = call(door, "GET", "/api/openapi.json", "", "");
    described = new Described(JSON.readTree(heard.body()));
    described.check("GET", "/api/openapi.json", heard);
  }

  @AfterAll
  void close() {
    stub.close();
  }

  @Test
  void everyRouteIsDescribedAndNoneBesides() {
    Set<String> routes = new TreeSet<>();
    for (Route route : ((Router) full.handler()).routes()) {
      routes.add(route.method() + " " + route.path());
    }
    Set<String> told = new TreeSet<>();
    described
        .document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(
                    method -> told.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertEquals(routes, told);
  }

  @Test
  void everyStatusOfAProblemIsDescribedWhereSomethingIsAsked() {
    Set<String> statuses = new TreeSet<>();
    for (Code code : Code.values()) {
      statuses.add(Integer.toString(code.status));
    }
    // Another path, and of OpenAI's formats the body's type is not looked at.
    statuses.removeAll(Set.of("404", "415"));
    for (String path : List.of("/api/ask", V1.get(0), V1.get(1))) {
      Set<String> told = new TreeSet<>();
      described
          .document()
          .path("paths")
          .path(path)
          .at("/post/responses")
          .fieldNames()
          .forEachRemaining(told::add);
      told.removeAll(Set.of("200", "415"));
      assertEquals(statuses, told, path);
    }
  }

  static Stream<String> scripts() {
    return Stream.of(
        "Hi",
        "stub: dialect=BARE text=Hello",
        " ",
        "x".repeat(201),
        "stub: status=401",
        "stub: status=404 code=model_not_found",
        "stub: status=400 code=context_length_exceeded",
        "stub: status=429 code=insufficient_quota retry-after=60");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatIsAskedIsAnsweredAsDescribed(String question) throws Exception {
    for (String accept : List.of("text/plain", "application/json", "text/event-stream")) {
      described.check("POST", "/api/ask", call(door, "POST", "/api/ask", question, accept));
    }
    for (String path : V1) {
      for (boolean stream : List.of(true, false)) {
        Door.Heard heard = call(door, "POST", path, body(path, question, stream), "");
        described.check("POST", path, heard);
        chunks(path, heard);
      }
    }
  }

  @Test
  void whatIsWrongIsAnsweredAsDescribed() throws Exception {
    for (String path : List.of("/api/ask", V1.get(0), V1.get(1))) {
      for (String body : List.of("{", "{}", "{\"tools\":[1],\"input\":\"a\"}")) {
        Door.Call call =
            new Door.Call(
                "POST",
                path,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        described.check("POST", path, door.call(call));
        described.check("POST", path, door.call(call.with("x-answer-id", "short")));
      }
      described.check("POST", path, call(door, "GET", path, "", ""));
    }
    RouterDoor bare = RouterDoor.open(Map.of());
    for (String path : V1) {
      described.check("POST", path, call(bare, "POST", path, body(path, "Hi", false), ""));
    }
  }

  /// Whatever came of it, what is left is told; but for 401, 405 and what cannot be read.
  @Test
  void everyHeaderOfALimitIsDescribedWhereItIsTold() throws Exception {
    for (String path : V1) {
      for (String question : List.of("Hi", "stub: status=401")) {
        Door.Heard heard = call(full, "POST", path, body(path, question, false), "");
        described.check("POST", path, heard);
        Set<String> told = described.headers("POST", path, heard.status());
        Set<String> rates = new TreeSet<>(heard.headers().keySet());
        rates.removeIf(name -> !name.startsWith("x-ratelimit-"));
        assertEquals(3, rates.size(), heard.toString());
        assertTrue(told.containsAll(rates), told.toString());
      }
    }
  }

  @Test
  void theRestIsAnsweredAsDescribed() throws Exception {
    String id = "0123456789abcdef0123456789abcdef";
    described.check(
        "DELETE", "/api/answers/{id}", call(door, "DELETE", "/api/answers/" + id, "", ""));
    for (String path : List.of("/api/health", "/api/v1/models", "/api/v1/models/llm-assistant")) {
      Door.Heard heard = call(door, "GET", path, "", "");
      described.check("GET", path, heard);
      assertEquals(path.contains("/v1/"), heard.headers().containsKey("x-request-id"), path);
      described.check("GET", path, call(door, "PUT", path, "", ""));
    }
  }

  @Test
  void feedbackIsTakenAsDescribed() throws Exception {
    Door.Heard answer = call(full, "POST", "/api/ask", "Hi", "application/json");
    described.check("POST", "/api/ask", answer);
    String receipt = JSON.readTree(answer.body()).path("receipt").asText();
    for (String body :
        List.of(
            "{\"receipt\":\"" + receipt + "\",\"rating\":\"up\"}",
            "{\"receipt\":\"" + receipt + "\",\"question\":\"Hi\",\"answer\":\"Ho\"}",
            "{\"receipt\":\"x\",\"rating\":\"up\"}",
            "{")) {
      for (String path : List.of("/api/ratings", "/api/shared")) {
        Door.Call call =
            new Door.Call(
                "POST",
                path,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        Door.Heard heard = full.call(call);
        boolean fits = body.contains(path.equals("/api/ratings") ? "rating" : "answer");
        assertEquals(fits && body.contains(receipt) ? 204 : 400, heard.status(), heard.body());
        described.check("POST", path, heard);
      }
    }
    described.check("GET", "/api/health", call(full, "GET", "/api/health", "", ""));
  }

  @Test
  void sourcesComeAlongAsDescribed(@TempDir Path folder) throws Exception {
    Map<String, String> more = new HashMap<>(settings);
    more.put("DOCUMENTS", Shop.index(folder).toString());
    RouterDoor door = RouterDoor.open(more);
    String question = "stub: text=A parcel takes three days[^1].";
    for (String path : V1) {
      JsonNode whole =
          JSON.readTree(call(door, "POST", path, body(path, question, false), "").body());
      List<JsonNode> chunks =
          chunks(path, call(door, "POST", path, body(path, question, true), ""));
      JsonNode[] holders =
          path.equals(V1.get(0))
              ? new JsonNode[] {
                whole.at("/choices/0/message"), chunks.getLast().at("/choices/0/delta")
              }
              : new JsonNode[] {whole, chunks.getLast().path("response")};
      for (JsonNode holder : holders) {
        assertEquals("[1]", holder.path("cited").toString(), whole.toString());
        assertEquals("delivery", holder.at("/sources/0/anchor").asText());
      }
    }
    described.check(
        "POST", "/api/ask", call(door, "POST", "/api/ask", question, "application/json"));
    described.check("GET", "/api/health", call(door, "GET", "/api/health", "", ""));
  }

  @Test
  void whatIsNotDescribedIsSeen() throws Exception {
    Door.Heard models = call(door, "GET", "/api/v1/models", "", "");
    for (String body :
        List.of(
            models.body().replace("\"list\"", "\"other\""),
            models.body().replace("\"created\":", "\"made\":"),
            models.body().replace("{\"object\"", "{\"more\":1,\"object\""))) {
      Door.Heard wrong = new Door.Heard(200, models.headers(), body, false);
      assertThrows(
          AssertionError.class, () -> described.check("GET", "/api/v1/models", wrong), body);
    }
  }

  /// The events of a stream, each held against its schema.
  private List<JsonNode> chunks(String path, Door.Heard heard) throws Exception {
    List<JsonNode> chunks = new ArrayList<>();
    if (heard.header("content-type").equals("text/event-stream")) {
      for (String line : heard.body().split("\n")) {
        if (line.startsWith("data: {")) {
          JsonNode chunk = JSON.readTree(line.substring("data: ".length()));
          described.valid(path.equals(V1.get(0)) ? "ChatChunk" : "ResponseEvent", chunk);
          chunks.add(chunk);
        }
      }
      assertTrue(chunks.size() > 2, heard.body());
    }
    return chunks;
  }

  private static String body(String path, String question, boolean stream) {
    var body = JSON.createObjectNode().put("stream", stream);
    if (path.equals(V1.get(0))) {
      body.putArray("messages").addObject().put("role", "user").put("content", question);
    } else {
      body.put("input", question);
    }
    return body.toString();
  }

  private static Door.Heard call(Door door, String method, String path, String body, String accept)
      throws Exception {
    return door.call(
        new Door.Call(
            method, path, Map.of("accept", accept), body.getBytes(StandardCharsets.UTF_8)));
  }
}
