package assistant.function.http;

import java.util.Map;

/// The types of what is sent; none of it may be cached, or taken for another type.
public enum MediaType {
  TEXT("text/plain; charset=utf-8"),
  JSON("application/json"),
  EVENTS("text/event-stream"),
  PROBLEM("application/problem+json");

  private final Map<String, String> headers;

  MediaType(String type) {
    this.headers =
        Map.of(
            "content-type", type, "cache-control", "no-store", "x-content-type-options", "nosniff");
  }

  public Map<String, String> headers() {
    return headers;
  }
}
