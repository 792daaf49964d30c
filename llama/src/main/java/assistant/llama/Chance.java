package assistant.llama;

/// A token and how likely it was.
record Chance(int token, double probability) {}
