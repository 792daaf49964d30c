package assistant.function.guard;

import assistant.function.base.Env;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whom the page lets in: everybody; everybody, and guests on budgets of their own; guests alone.
public enum Access {
  OPEN,
  OPTIONAL,
  REQUIRED;

  /// Told alike to who has no key and to who has one that is unknown, expired or revoked.
  static final Problem REFUSED =
      new Problem(
          Code.ACCESS_REQUIRED,
          "This takes a valid access key, sent as X-Access-Key or as Authorization: Bearer. Ask the owner of this page for one.",
          Map.of("www-authenticate", "Bearer"));

  static Access of(Env env) {
    String said = env.text("ACCESS").orElse(OPEN.wire());
    for (Access access : values()) {
      if (access.wire().equals(said)) {
        return access;
      }
    }
    throw Env.malformed("ACCESS", "open, optional or required");
  }

  /// As it stands in the settings and in the health.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The key by which the asker wants to be let in. Where everybody is, none is looked at: clients
  /// send keys that are nobody's.
  Optional<AccessKey> key(Request request) {
    if (this == OPEN) {
      return Optional.empty();
    }
    Optional<AccessKey> key = AccessKey.of(request);
    if (key.isEmpty() && this == REQUIRED) {
      throw new Refusal(REFUSED);
    }
    return key;
  }
}
