package assistant.function;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Requests that are wrong in one way or another, the same ones for the same seed.
public final class Malformed {
  private static final List<String> NOT_A_STRING =
      List.of("null", "true", "7", "-1.5e300", "[]", "{}", "[\"a\"]", "{\"question\":\"a\"}");
  private static final List<String> NOT_A_HISTORY =
      List.of(
          "7",
          "\"a\"",
          "{}",
          "[7]",
          "[null]",
          "[[]]",
          "[{}]",
          "[{\"role\":\"user\"}]",
          "[{\"role\":\"tool\",\"content\":\"a\"}]");
  private static final String GOOD =
      "{\"question\":\"What is an \\u00e9 LLM?\",\"history\":[{\"role\":\"user\",\"content\":\"a\"}]}";

  private final Random random;

  private Malformed(long seed) {
    this.random = new Random(seed);
  }

  public static Stream<Door.Call> requests(long seed, int count) {
    Malformed malformed = new Malformed(seed);
    return Stream.generate(malformed::one).limit(count);
  }

  private Door.Call one() {
    return switch (random.nextInt(11)) {
      case 0 -> json(brokenUtf8(bytes(random.nextInt(200))));
      case 1 -> call("POST", "/api/ask", "text/plain", brokenUtf8(bytes(random.nextInt(200))));
      case 2 -> json(GOOD.substring(0, random.nextInt(GOOD.length())));
      case 3 -> json("{\"question\":" + pick(NOT_A_STRING) + "}");
      case 4 -> json("{\"question\":\"a\",\"history\":" + pick(NOT_A_HISTORY) + "}");
      case 5 -> json("{\"x\":" + pick(List.of("[", "{\"a\":")).repeat(17 + random.nextInt(20_000)));
      case 6 ->
          json(
              "{\"question\":\"a\",\"x\":"
                  + pick(List.of("", "-", "0."))
                  + "9".repeat(101 + random.nextInt(3000))
                  + "}");
      case 7 -> json(brokenUtf8(GOOD.getBytes(StandardCharsets.UTF_8)));
      case 8 ->
          call("POST", "/api/ask", oddType(), "What is an LLM?".getBytes(StandardCharsets.UTF_8));
      case 9 ->
          call(
              pick(List.of("GET", "PUT", "PATCH", "DELETE", "OPTIONS")),
              oddPath(),
              "text/plain",
              bytes(20));
      default ->
          json("\"" + ascii(random.nextInt(40)).replace("\"", "'").replace("\\", "/") + "\"");
    };
  }

  private Door.Call json(String body) {
    return json(body.getBytes(StandardCharsets.UTF_8));
  }

  private Door.Call json(byte[] body) {
    return call("POST", "/api/ask", "application/json", body);
  }

  private Door.Call call(String method, String path, String type, byte[] body) {
    Map<String, String> headers = new HashMap<>(Map.of("content-type", type));
    if (random.nextInt(3) == 0) {
      headers.put("accept", ascii(30));
      headers.put("x-" + random.nextInt(1000), ascii(300));
      headers.put("x-forwarded-for", ascii(20));
    }
    return new Door.Call(method, path, headers, body);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// 0xFF stands nowhere in UTF-8.
  private byte[] brokenUtf8(byte[] bytes) {
    byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
    int at = random.nextInt(broken.length);
    System.arraycopy(bytes, at, broken, at + 1, bytes.length - at);
    broken[at] = (byte) 0xff;
    return broken;
  }

  private String ascii(int length) {
    StringBuilder text = new StringBuilder("~");
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + random.nextInt(95)));
    }
    return text.append('~').toString();
  }

  private String oddType() {
    return pick(
        List.of(
            ascii(20),
            "text/html",
            "application/json; charset=utf-16",
            ";;;",
            "multipart/form-data",
            "text"));
  }

  private String oddPath() {
    return pick(
        List.of(
            "/api/ask",
            "/api",
            "/api/",
            "/api/ask/x",
            "/api/answers",
            "/api/answers/" + random.nextLong(),
            "/api/ask%00"));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
