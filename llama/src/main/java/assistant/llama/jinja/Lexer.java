package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a template into text and tags, as Jinja 2 does with trim_blocks and lstrip_blocks.
final class Lexer {
  enum Kind {
    TEXT,
    OUTPUT,
    BLOCK,
    END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    FINISH
  }

  record Token(Kind kind, String text, int line) {
    boolean is(Kind k, String t) {
      return kind == k && text.equals(t);
    }
  }

  private static final List<String> OPERATORS =
      List.of(
          "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", ".", ",",
          ":", "|", "(", ")", "[", "]", "{", "}");

  private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?\\d");
  private static final Pattern END_OF_RAW = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  Lexer(String template) {
    String lines = template.replace("\r\n", "\n").replace('\r', '\n');
    source = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  List<Token> tokens() {
    run();
    return tokens;
  }

  private void run() {
    boolean trim = false; // the tag before asked for the white space after it to go
    boolean newline = false; // … or only for one line break
    while (at < source.length()) {
      int start = nextTag(at);
      String text = source.substring(at, start);
      if (trim) {
        text = text.stripLeading();
      } else if (newline && text.startsWith("\n")) {
        text = text.substring(1);
      }
      if (start == source.length()) {
        add(Kind.TEXT, text);
        break;
      }
      char type = source.charAt(start + 1);
      char sign = start + 2 < source.length() ? source.charAt(start + 2) : ' ';
      if (sign == '-') {
        text = text.stripTrailing();
      } else if (type != '{' && sign != '+') {
        text =
            withoutIndent(
                text,
                at == 0
                    || at > 0 && source.charAt(at - 1) == '\n'
                    || newline && source.charAt(at) == '\n',
                trim);
      }
      add(Kind.TEXT, text);
      count(source.substring(at, start));
      at = start + 2 + (sign == '-' || sign == '+' ? 1 : 0);
      if (type == '#') {
        int end = source.indexOf("#}", at);
        if (end < 0) {
          throw error("a comment has no end");
        }
        trim = source.charAt(end - 1) == '-';
        newline = source.charAt(end - 1) != '+';
        count(source.substring(at, end));
        at = end + 2;
        continue;
      }
      add(type == '{' ? Kind.OUTPUT : Kind.BLOCK, "");
      String close = type == '{' ? "}}" : "%}";
      int depth = 0;
      while (true) {
        skipSpace();
        if (at >= source.length()) {
          throw error("a tag has no end");
        }
        if (depth == 0
            && (source.startsWith(close, at)
                || (source.charAt(at) == '-' || source.charAt(at) == '+')
                    && source.startsWith(close, at + 1))) {
          trim = source.charAt(at) == '-';
          newline = type == '%' && source.charAt(at) != '+';
          at += source.charAt(at) == '-' || source.charAt(at) == '+' ? 3 : 2;
          break;
        }
        Token token = expressionToken();
        depth +=
            switch (token.text) {
              case "(", "[", "{" -> token.kind == Kind.OPERATOR ? 1 : 0;
              case ")", "]", "}" -> token.kind == Kind.OPERATOR ? -1 : 0;
              default -> 0;
            };
        tokens.add(token);
      }
      add(Kind.END, "");
      int size = tokens.size();
      if (type == '%'
          && size >= 3
          && tokens.get(size - 2).is(Kind.NAME, "raw")
          && tokens.get(size - 3).kind == Kind.BLOCK) {
        Matcher end = END_OF_RAW.matcher(source);
        if (!end.find(at)) {
          throw error("raw has no end");
        }
        tokens.subList(size - 3, size).clear();
        add(Kind.TEXT, source.substring(at, end.start()));
        at = end.end();
      }
    }
    tokens.add(new Token(Kind.FINISH, "", line));
  }

  private int nextTag(int from) {
    for (int i = from; ; i++) {
      i = source.indexOf('{', i);
      if (i < 0 || i + 1 >= source.length()) {
        return source.length();
      }
      char next = source.charAt(i + 1);
      if (next == '{' || next == '%' || next == '#') {
        return i;
      }
    }
  }

  /// Takes away the white space between the start of a line and a block's tag.
  private static String withoutIndent(String text, boolean atLineStart, boolean trimmed) {
    int line = text.lastIndexOf('\n') + 1;
    boolean blank = text.substring(line).isBlank();
    return blank && (line > 0 || atLineStart && !trimmed) ? text.substring(0, line) : text;
  }

  private void skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      line += source.charAt(at++) == '\n' ? 1 : 0;
    }
  }

  private Token expressionToken() {
    char c = source.charAt(at);
    int start = at;
    if (c == '"' || c == '\'') {
      return new Token(Kind.STRING, string(c), line);
    }
    if (Character.isDigit(c)) {
      while (at < source.length()
          && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '_')) {
        at++;
      }
      boolean decimal =
          at + 1 < source.length()
              && source.charAt(at) == '.'
              && Character.isDigit(source.charAt(at + 1));
      if (decimal) {
        at++;
        while (at < source.length() && Character.isDigit(source.charAt(at))) {
          at++;
        }
      }
      if (EXPONENT.matcher(source).region(at, source.length()).lookingAt()) {
        decimal = true;
        do {
          at++;
        } while (at < source.length() && Character.isDigit(source.charAt(at))
            || source.charAt(at - 1) == 'e'
            || source.charAt(at - 1) == 'E');
      }
      return new Token(
          decimal ? Kind.FLOAT : Kind.INTEGER, source.substring(start, at).replace("_", ""), line);
    }
    if (Character.isJavaIdentifierStart(c)) {
      while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
        at++;
      }
      return new Token(Kind.NAME, source.substring(start, at), line);
    }
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, at)) {
        at += operator.length();
        return new Token(Kind.OPERATOR, operator, line);
      }
    }
    throw error("unexpected " + c);
  }

  private String string(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; at < source.length() && source.charAt(at) != quote; at++) {
      char c = source.charAt(at);
      line += c == '\n' ? 1 : 0;
      if (c != '\\' || at + 1 >= source.length()) {
        text.append(c);
        continue;
      }
      c = source.charAt(++at);
      switch (c) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case '0' -> text.append('\0');
        case 'u', 'x' -> {
          int digits = c == 'u' ? 4 : 2;
          text.append((char) Integer.parseInt(source, at + 1, at + 1 + digits, 16));
          at += digits;
        }
        case '\n' -> {}
        case '\\', '\'', '"' -> text.append(c);
        default -> text.append('\\').append(c);
      }
    }
    at++;
    return text.toString();
  }

  private void add(Kind kind, String text) {
    if (kind != Kind.TEXT || !text.isEmpty()) {
      tokens.add(new Token(kind, text, line));
    }
  }

  private void count(String text) {
    line += (int) text.chars().filter(c -> c == '\n').count();
  }

  private TemplateException error(String message) {
    return new TemplateException("line " + line + ": " + message);
  }
}
