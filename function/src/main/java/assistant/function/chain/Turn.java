package assistant.function.chain;

/// One earlier message of the conversation, as the client tells it.
public record Turn(Role role, String content) {
  /// Who said it; there is no way to claim the system's role.
  public enum Role {
    USER,
    ASSISTANT
  }
}
