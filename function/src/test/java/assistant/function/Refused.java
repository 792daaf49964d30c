package assistant.function;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// One request that is refused before it costs anything, and how.
public record Refused(
    String name,
    Door.Call call,
    int status,
    String code,
    String says,
    Map<String, String> headers) {
  public static Stream<Refused> requests() {
    return Stream.of(
        text("no body", "", 400, "question_missing", "Send a question"),
        text("only spaces", " \n\t ", 400, "question_missing", "Send a question"),
        text(
            "too long",
            "é".repeat(4001),
            413,
            "question_too_long",
            "4,001 characters; at most 4,000"),
        bytes(
            "broken UTF-8",
            new byte[] {'a', (byte) 0xc3, '('},
            "text/plain",
            400,
            "body_invalid",
            "UTF-8"),
        bytes(
            "half a character",
            new byte[] {(byte) 0xf0, (byte) 0x9f},
            "application/json",
            400,
            "body_invalid",
            "UTF-8"),
        bytes(
            "too large",
            filled(1_048_577),
            "text/plain",
            413,
            "body_too_large",
            "1048577 bytes; at most 1048576"),
        json("empty", "", 400, "body_invalid", "must be an object"),
        json("truncated", "{\"question\": \"a", 400, "body_invalid", "not valid JSON"),
        json(
            "two values", "{\"question\":\"a\"} {}", 400, "body_invalid", "behind the JSON object"),
        json("an array", "[]", 400, "body_invalid", "must be an object"),
        json("no question", "{}", 400, "question_missing", "Send a question"),
        json(
            "a blank question",
            "{\"question\":\"  \"}",
            400,
            "question_missing",
            "Send a question"),
        json("a number as question", "{\"question\":7}", 400, "body_invalid", "must be a string"),
        json("a null question", "{\"question\":null}", 400, "body_invalid", "must be a string"),
        json(
            "a doubled question",
            "{\"question\":\"a\",\"question\":\"b\"}",
            400,
            "body_invalid",
            "not valid JSON"),
        json(
            "half a surrogate pair",
            "{\"question\":\"\\ud83d\"}",
            400,
            "body_invalid",
            "half of a Unicode"),
        json(
            "deep nesting",
            "{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            400,
            "body_invalid",
            "not valid JSON"),
        json(
            "a huge number",
            "{\"question\":\"a\",\"x\":" + "9".repeat(2000) + "}",
            400,
            "body_invalid",
            "not valid JSON"),
        json("history as object", history("{}"), 400, "history_invalid", "a list of turns"),
        json("a turn as string", history("[\"a\"]"), 400, "history_invalid", "must be an object"),
        json(
            "the system's role",
            history("[{\"role\":\"system\",\"content\":\"x\"}]"),
            400,
            "history_invalid",
            "role"),
        json(
            "a role as number",
            history("[{\"role\":1,\"content\":\"x\"}]"),
            400,
            "history_invalid",
            "role"),
        json(
            "a turn without content",
            history("[{\"role\":\"user\"}]"),
            400,
            "history_invalid",
            "needs a role and a content"),
        json(
            "a turn without role",
            history("[{\"content\":\"x\"}]"),
            400,
            "history_invalid",
            "needs a role and a content"),
        json(
            "content as list",
            history("[{\"role\":\"user\",\"content\":[]}]"),
            400,
            "history_invalid",
            "must be a string"),
        json(
            "five turns",
            history("[" + turns(5, "x") + "]"),
            400,
            "history_invalid",
            "5 turns; at most 4"),
        json(
            "too long turns",
            history("[" + turns(4, "x".repeat(4001)) + "]"),
            400,
            "history_invalid",
            "16,004 characters"),
        bytes("another type", filled(3), "image/png", 415, "media_type_unsupported", "text/plain"),
        bytes(
            "another charset",
            filled(3),
            "text/plain; charset=latin1",
            415,
            "media_type_unsupported",
            "UTF-8"),
        new Refused(
            "another path", call("GET", "/api/nothing"), 404, "not_found", "/api/ask", Map.of()),
        new Refused(
            "another method",
            call("GET", "/api/ask"),
            405,
            "method_not_allowed",
            "POST",
            Map.of("allow", "POST")),
        new Refused(
            "writing health",
            call("POST", "/api/health"),
            405,
            "method_not_allowed",
            "GET",
            Map.of("allow", "GET, HEAD")));
  }

  private static String history(String history) {
    return "{\"question\":\"a\",\"history\":" + history + "}";
  }

  private static String turns(int count, String content) {
    return String.join(
        ",",
        java.util.Collections.nCopies(
            count, "{\"role\":\"user\",\"content\":\"" + content + "\"}"));
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  private static Door.Call call(String method, String path) {
    return new Door.Call(method, path, Map.of(), new byte[0]);
  }

  private static Refused text(String name, String body, int status, String code, String says) {
    return new Refused(name, Door.Call.ask(body), status, code, says, Map.of());
  }

  private static Refused json(String name, String body, int status, String code, String says) {
    return new Refused(name, Door.Call.json(body), status, code, says, Map.of());
  }

  private static Refused bytes(
      String name, byte[] body, String type, int status, String code, String says) {
    Door.Call call = new Door.Call("POST", "/api/ask", Map.of("content-type", type), body);
    return new Refused(name, call, status, code, says, Map.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
