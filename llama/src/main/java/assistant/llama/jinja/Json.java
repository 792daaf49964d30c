package assistant.llama.jinja;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values as Python's json.dumps writes them.
final class Json {
  private static final int MOST_INDENT = 16;

  private final StringBuilder out = new StringBuilder();
  private final String indent;
  private final String comma;
  private final String colon;
  private final boolean ascii;
  private final boolean sorted;

  private Json(Object indent, Map<String, Object> named) {
    this.indent =
        indent instanceof Long n
            ? Strings.repeat(" ", Math.min(n, MOST_INDENT))
            : indent instanceof String s ? s : null;
    List<?> separators = named.get("separators") instanceof List<?> list ? list : null;
    this.comma = separators != null ? (String) separators.get(0) : this.indent == null ? ", " : ",";
    this.colon = separators != null ? (String) separators.get(1) : ": ";
    this.ascii = Values.truth(named.get("ensure_ascii"));
    this.sorted = Values.truth(named.get("sort_keys"));
  }

  static String written(Object value, Object indent, Map<String, Object> named) {
    Json json = new Json(indent, named);
    json.write(value, "\n");
    return json.out.toString();
  }

  private void write(Object value, String line) {
    Budget.text(out.length() + (long) line.length());
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b);
      case Long n -> out.append(n);
      case Double d -> out.append(Numbers.written(d));
      case String s -> string(s);
      case List<?> list -> {
        String inner = start('[', line);
        String between = "";
        for (Object item : list) {
          out.append(between).append(list.isEmpty() ? "" : inner);
          write(item, inner);
          between = comma;
        }
        end(']', line, list.isEmpty());
      }
      case Map<?, ?> map -> {
        String inner = start('{', line);
        String between = "";
        for (Map.Entry<?, ?> entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
          out.append(between).append(inner);
          string(Values.text(entry.getKey()));
          out.append(colon);
          write(entry.getValue(), inner);
          between = comma;
        }
        end('}', line, map.isEmpty());
      }
      default ->
          throw new TemplateException("this cannot be written as JSON: " + Values.kind(value));
    }
  }

  private String start(char bracket, String line) {
    out.append(bracket);
    return indent == null ? "" : (line.isEmpty() ? "\n" : line) + indent;
  }

  private void end(char bracket, String line, boolean empty) {
    if (indent != null && !empty) {
      out.append(line);
    }
    out.append(bracket);
  }

  private void string(String s) {
    out.append('"');
    for (char c : s.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c > 0x7e && ascii) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
