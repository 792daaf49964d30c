package assistant.llama;

/// llama.cpp gave up in the midst of its work, and would have ended the process with it. Its thread
/// stands still from there on, with all that it holds.
final class NativeAbort extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NativeAbort(String words) {
    super("llama.cpp gave up: " + words);
  }
}
