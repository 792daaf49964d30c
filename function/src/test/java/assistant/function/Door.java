package assistant.function;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One way in to the assistant, as a client sees it.
public interface Door {
  Heard call(Call call) throws Exception;

  /// What a client sends; header names in lower case.
  record Call(String method, String path, Map<String, String> headers, byte[] body) {
    public static Call ask(String question) {
      return new Call("POST", "/api/ask", Map.of("content-type", "text/plain"), bytes(question));
    }

    public static Call json(String body) {
      return new Call("POST", "/api/ask", Map.of("content-type", "application/json"), bytes(body));
    }

    public Call accept(String type) {
      return with("accept", type);
    }

    public Call with(String header, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(header, value);
      return new Call(method, path, more, body);
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// What came back; `cut` says that the body was broken off.
  record Heard(int status, Map<String, String> headers, String body, boolean cut) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }
}
