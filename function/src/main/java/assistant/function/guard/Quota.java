package assistant.function.guard;

import java.time.Duration;

/// What an asker may still do, and when it may do all of it again.
public record Quota(Of of, long most, long left, Duration until) {
  /// What is counted: asks of an address, or tokens of a guest.
  public enum Of {
    ASKS,
    TOKENS
  }

  public Quota {
    left = Math.clamp(left, 0, most);
  }
}
