package assistant.llama.jinja;

/// A template that cannot be read or carried out, or that refuses its messages by
/// `raise_exception`.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
