package assistant.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A REST proxy event, with what differs between the ways to ask.
public record Event(
    String method, String path, Map<String, String> headers, String body, boolean streams) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A question as the page asks it.
  public static Event question(String text) {
    return ask("text/event-stream", text);
  }

  static Event ask(String accept, String text) {
    return new Event(
        "POST", "/api/ask", Map.of("Accept", accept, "Content-Type", "text/plain"), text, true);
  }

  static Event get(String path) {
    return new Event("GET", path, Map.of("Accept", "*/*"), null, true);
  }

  Event buffered() {
    return new Event(method, path, headers, body, false);
  }

  Event with(String contentType, String other) {
    return new Event(
        method,
        path,
        Map.of("Accept", headers.get("Accept"), "Content-Type", contentType),
        other,
        streams);
  }

  public byte[] bytes() {
    ObjectNode event = JSON.createObjectNode();
    event.put("resource", "/api/{proxy+}").put("path", path).put("httpMethod", method);
    headers.forEach(event.putObject("headers")::put);
    if (streams) {
      event.putObject("stageVariables").put("responseTransferMode", "STREAM");
    }
    ObjectNode context = event.putObject("requestContext");
    context.put("requestId", "bench").put("stage", "bench");
    context.putObject("identity").put("sourceIp", "127.0.0.1");
    event.put("body", body).put("isBase64Encoded", false);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
