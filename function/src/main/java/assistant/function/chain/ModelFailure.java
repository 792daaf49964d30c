package assistant.function.chain;

import java.time.Duration;
import java.util.Optional;

/// What an OpenAI-compatible server did instead of answering; it carries no text of the server's
/// but a short code.
public final class ModelFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// The stage at which it failed.
  public enum Kind {
    /// No connection, or none that lasted until the answer began.
    UNREACHABLE,
    /// An HTTP status that is not a success.
    STATUS,
    /// A stream that broke off, or ended without saying that it was done.
    CUT,
    /// Something that is not a chat completion.
    GARBAGE,
    /// A finished stream without a word in it.
    EMPTY
  }

  private final transient Kind kind;
  private final int status;
  private final String code;
  private final transient Optional<Duration> retryAfter;

  private ModelFailure(Kind kind, int status, String code, Optional<Duration> retryAfter) {
    super(kind.name(), null, false, false);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  public static ModelFailure of(Kind kind) {
    return new ModelFailure(kind, 0, "", Optional.empty());
  }

  public static ModelFailure status(int status, String code, Optional<Duration> retryAfter) {
    return new ModelFailure(Kind.STATUS, status, code, retryAfter);
  }

  Kind kind() {
    return kind;
  }

  public int status() {
    return status;
  }

  /// The provider's own word, such as `insufficient_quota`, or empty.
  String code() {
    return code;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
