package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.stubs.StubModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whether a browser lets a page of another origin ask.
class OriginsTest {
  private static final String ORIGIN = "access-control-allow-origin";
  private static final List<String> PATHS =
      List.of("/api/ask", "/api/v1/chat/completions", "/api/v1/responses", "/api/v1/models");

  private final StubModel stub = StubModel.start();

  @AfterEach
  void close() {
    stub.close();
  }

  private RouterDoor door(String origins) {
    return RouterDoor.open(
        Map.of("OPENAI_BASE_URL", stub.url().toString(), "API_ORIGINS", origins));
  }

  private static Door.Heard send(Door door, String method, String path, String origin)
      throws Exception {
    Map<String, String> headers =
        Map.of(
            "origin",
            origin,
            "access-control-request-method",
            "POST",
            "access-control-request-headers",
            "authorization,content-type,x-stainless-arch");
    byte[] body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".getBytes(StandardCharsets.UTF_8);
    return door.call(new Door.Call(method, path, headers, body));
  }

  @Test
  void withoutTheSettingNoPageElsewhereIsLetIn() throws Exception {
    for (String path : PATHS) {
      Door.Heard heard = send(door(""), "OPTIONS", path, "https://a.example");
      assertEquals(405, heard.status());
      assertFalse(heard.headers().containsKey(ORIGIN), heard.toString());
      assertFalse(heard.headers().containsKey("vary"), heard.toString());
    }
  }

  @Test
  void preflightOfAListedPageIsAnsweredWithoutTheModel() throws Exception {
    RouterDoor door = door("https://a.example, http://localhost:3000");
    for (String path : PATHS) {
      Door.Heard heard = send(door, "OPTIONS", path, "http://localhost:3000");
      assertEquals(204, heard.status());
      assertEquals("http://localhost:3000", heard.header(ORIGIN));
      assertEquals("Origin", heard.header("vary"));
      List<String> headers = List.of(heard.header("access-control-allow-headers").split(", *"));
      assertTrue(
          headers.containsAll(
              List.of(
                  "authorization",
                  "content-type",
                  "x-access-key",
                  "x-answer-id",
                  "x-stainless-arch",
                  "x-stainless-lang",
                  "x-stainless-os",
                  "x-stainless-package-version",
                  "x-stainless-retry-count",
                  "x-stainless-runtime",
                  "x-stainless-runtime-version")),
          headers.toString());
      assertTrue(heard.header("access-control-allow-methods").contains("POST"));
    }
    assertEquals(0, stub.asked().size());
  }

  @Test
  void answersAndRefusalsSayIt() throws Exception {
    RouterDoor door = door("https://a.example");
    for (String method : List.of("POST", "PUT")) {
      Door.Heard heard = send(door, method, "/api/v1/chat/completions", "https://a.example");
      assertEquals(method.equals("POST") ? 200 : 405, heard.status());
      assertEquals("https://a.example", heard.header(ORIGIN));
      assertTrue(heard.header("access-control-expose-headers").contains("x-request-id"));
    }
  }

  @Test
  void anotherPageIsNotLetInByAList() throws Exception {
    RouterDoor door = door("https://a.example");
    for (String origin :
        List.of("https://b.example", "https://a.example.evil", "http://a.example", "null")) {
      Door.Heard heard = send(door, "POST", "/api/v1/models", origin);
      assertFalse(heard.headers().containsKey(ORIGIN), origin);
      assertEquals("Origin", heard.header("vary"));
      assertEquals(405, send(door, "OPTIONS", "/api/ask", origin).status());
    }
  }

  @Test
  void anyPageIsLetInByAStar() throws Exception {
    assertEquals("*", send(door("*"), "OPTIONS", "/api/ask", "https://b.example").header(ORIGIN));
  }
}
