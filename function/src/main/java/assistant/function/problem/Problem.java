package assistant.function.problem;

import assistant.function.base.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What went wrong, in words for the caller (RFC 9457); `headers` are the extra ones that its
/// status asks for, `members` what a program may want to know besides.
public record Problem(
    Code code, String detail, Map<String, String> headers, Map<String, String> members) {
  public Problem(Code code, String detail) {
    this(code, detail, Map.of());
  }

  public Problem(Code code, String detail, Map<String, String> headers) {
    this(code, detail, headers, Map.of());
  }

  /// The same, which says one thing more.
  public Problem with(String member, String value) {
    return new Problem(code, detail, headers, Map.of(member, value));
  }

  /// The same with these headers besides.
  public Problem also(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(headers);
    return new Problem(code, detail, all, members);
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
      // An event in a stream has no headers.
      if (retryAfter().isPresent()) {
        json.writeNumberField("retryAfter", retryAfter().get().toSeconds());
      }
      for (Map.Entry<String, String> member : members.entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    });
  }
}
