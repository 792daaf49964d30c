package assistant.clients;

import java.util.function.Consumer;

/// A client as a program uses it: `key` is its API key, `retries` how often it tries again.
interface Client {
  /// What came: the text, and the tokens in and out.
  record Said(String text, long tokens) {}

  Said whole(String question);

  /// Hands on each piece as it comes. Its answer's id is told once it is known, and where `going`
  /// no longer is, it is cancelled.
  Said stream(String question, Listener listener);

  /// Who listens to a stream.
  record Listener(
      Consumer<String> id, Consumer<String> piece, java.util.function.BooleanSupplier going) {
    static Listener to(Consumer<String> piece) {
      return new Listener(_ -> {}, piece, () -> true);
    }
  }
}
