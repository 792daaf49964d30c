package assistant.function.problem;

import assistant.function.base.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What went wrong, in words for the caller (RFC 9457); `headers` are the extra ones that its
/// status asks for.
public record Problem(Code code, String detail, Map<String, String> headers) {
  public Problem(Code code, String detail) {
    this(code, detail, Map.of());
  }

  /// One that passes: `wait` is rounded up to whole seconds for `Retry-After`.
  public static Problem passing(Code code, String detail, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new Problem(code, detail, Map.of("retry-after", Long.toString(seconds)));
  }

  /// What [#passing] was given.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(headers.get("retry-after"))
        .map(Long::parseLong)
        .map(Duration::ofSeconds);
  }

  public int status() {
    return code.status;
  }

  /// `instance` is the request's id, under which the log has more.
  public byte[] json(String instance) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("type", "about:blank");
      json.writeStringField("title", code.title);
      json.writeNumberField("status", status());
      json.writeStringField("detail", detail);
      json.writeStringField("code", code.wire());
      json.writeStringField("instance", instance);
      json.writeEndObject();
    });
  }
}
