package assistant.library;

import java.util.Locale;
import java.util.Optional;

/// Which format a file has, by the end of its name.
final class Formats {
  private Formats() {}

  static Optional<Format> of(String name) {
    return Optional.ofNullable(
        switch (ending(name)) {
          case "md", "markdown", "mdx" -> new MarkdownFormat();
          case "html", "htm", "xhtml" -> new HtmlFormat();
          case "txt", "text", "rst", "adoc", "asciidoc" -> new TextFormat();
          case "pdf" -> new PdfFormat();
          case "docx" -> new DocxFormat();
          default -> null;
        });
  }

  /// What follows the name's last dot; empty without one.
  static String ending(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.substring(last.lastIndexOf('.') + 1)
        .toLowerCase(Locale.ROOT)
        .substring(last.indexOf('.') < 0 ? last.length() : 0);
  }
}
