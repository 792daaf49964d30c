package assistant.image;

/// What came back for one event, and when: nanoseconds from the moment at which it was asked.
public record Told(int status, String body, long firstToken, long end) {}
