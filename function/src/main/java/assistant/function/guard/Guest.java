package assistant.function.guard;

/// Whom a key lets in: the name that the owner gave, the tokens of each day, and those left of
/// today's.
public record Guest(String name, long tokens, long left) {}
