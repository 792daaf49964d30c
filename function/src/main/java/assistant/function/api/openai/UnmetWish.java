package assistant.function.api.openai;

/// A field that cannot be met or read, refused by its name as OpenAI refuses it.
final class UnmetWish extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String param;

  UnmetWish(String param, String words) {
    super(words, null, false, false);
    this.param = param;
  }

  String param() {
    return param;
  }
}
