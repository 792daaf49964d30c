package assistant.llama;

/// Says what is wrong with a GGUF file, as the end of a sentence that begins with its path.
final class MalformedGguf extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedGguf(String message) {
    super(message);
  }
}
