package assistant.function.guard;

import assistant.function.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A guest's key as the table knows it: by its SHA-256. Keys have 130 random bits, so nothing
/// slower is needed.
record AccessKey(String hash) {
  /// By its beginning a key is told from the words that OpenAI's clients send where none is needed.
  private static final Pattern BEARER =
      Pattern.compile("bearer +(ask-\\S+)", Pattern.CASE_INSENSITIVE);

  /// From `X-Access-Key`, or from `Authorization: Bearer` if it has a key's form.
  static Optional<AccessKey> of(Request request) {
    return request
        .header("x-access-key")
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .or(() -> request.header("authorization").flatMap(AccessKey::bearer))
        .map(AccessKey::hashed);
  }

  private static Optional<String> bearer(String authorization) {
    Matcher matcher = BEARER.matcher(authorization.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// Keys are lower case; who types one on a phone may begin with a capital.
  private static AccessKey hashed(String key) {
    try {
      byte[] bytes = key.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return new AccessKey(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String item() {
    return "key#" + hash;
  }

  /// What the log and the owner's list name it by.
  String brief() {
    return hash.substring(0, 6);
  }
}
