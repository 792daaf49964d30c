package assistant.llama.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A chat template, read once and rendered for each conversation.
public final class Template {
  private static final int LONGEST = 1_000_000;

  private final List<Statement> statements;

  private Template(List<Statement> statements) {
    this.statements = statements;
  }

  /// Throws a [TemplateException] if it cannot be read.
  public static Template of(String source) {
    if (source.length() > LONGEST) {
      throw new TemplateException("the template has " + source.length() + " characters");
    }
    try {
      return new Template(new Parser(new Lexer(source).tokens()).template());
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new TemplateException("the template ends in the midst of a tag");
    } catch (StackOverflowError e) {
      throw new TemplateException("the template is nested too deep");
    }
  }

  /// The text that these values make; they are nulls, booleans, longs, doubles, strings, and lists
  /// and maps of them. Throws a [TemplateException] if the template refuses them or cannot be
  /// carried out.
  public String render(Map<String, Object> values, LocalDateTime now) {
    StringBuilder out = new StringBuilder();
    try {
      Scope globals = new Scope(new Budget(), Globals.at(now));
      Statement.run(statements, new Scope(globals, new HashMap<>(values)), out);
    } catch (ClassCastException
        | IndexOutOfBoundsException
        | NullPointerException
        | IllegalArgumentException
        | java.util.NoSuchElementException
        | ArithmeticException e) {
      throw new TemplateException("the template does what its values do not allow");
    } catch (StackOverflowError e) {
      throw new TemplateException("the template is nested too deep");
    }
    return out.toString();
  }
}
