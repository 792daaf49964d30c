package assistant.function;

/// One earlier message of the conversation, as the client tells it.
record Turn(Role role, String content) {
  /// Who said it; there is no way to claim the system's role.
  enum Role {
    USER,
    ASSISTANT
  }
}
