package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What Python's strings can do.
final class Strings {
  private Strings() {}

  static String strip(String s, String characters, boolean left, boolean right) {
    int from = 0;
    int to = s.length();
    while (left && from < to && stripped(s.charAt(from), characters)) {
      from++;
    }
    while (right && to > from && stripped(s.charAt(to - 1), characters)) {
      to--;
    }
    return s.substring(from, to);
  }

  private static boolean stripped(char c, String characters) {
    return characters == null ? space(c) : characters.indexOf(c) >= 0;
  }

  static boolean space(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /// At most so many times, or everywhere.
  static String replace(String s, String what, String by, long most) {
    long limit = most < 0 ? Long.MAX_VALUE : most;
    StringBuilder text = new StringBuilder();
    int from = 0;
    if (what.isEmpty()) {
      long count = Math.min(limit, s.length() + 1L);
      Budget.text(s.length() + count * by.length());
      for (int i = 0; i <= s.length(); i++) {
        text.append(i < limit ? by : "").append(i < s.length() ? s.charAt(i) : "");
      }
      return text.toString();
    }
    for (int at; limit > 0 && (at = s.indexOf(what, from)) >= 0; from = at + what.length()) {
      text.append(s, from, at).append(by);
      Budget.text(text.length());
      limit--;
    }
    return text.append(s, from, s.length()).toString();
  }

  static String repeat(String s, long times) {
    if (s.isEmpty() || times <= 0) {
      return "";
    }
    Budget.text(Math.multiplyExact(times, (long) s.length()));
    return s.repeat((int) times);
  }

  static String join(String between, List<String> parts) {
    long length = (long) between.length() * Math.max(0, parts.size() - 1);
    for (String part : parts) {
      length += part.length();
    }
    Budget.text(length);
    return String.join(between, parts);
  }

  /// By white space where there is no separator; at most so many cuts, or all.
  static List<Object> split(String s, String separator, long most) {
    List<Object> parts = new ArrayList<>();
    if (separator == null) {
      String rest = strip(s, null, true, false);
      while (!rest.isEmpty()) {
        int end = 0;
        while (end < rest.length() && !space(rest.charAt(end))) {
          end++;
        }
        if (most >= 0 && parts.size() == most) {
          end = rest.length();
        }
        parts.add(end == rest.length() && most >= 0 ? rest : rest.substring(0, end));
        Budget.list(parts.size());
        rest = strip(rest.substring(end), null, true, false);
      }
      return parts;
    }
    if (separator.isEmpty()) {
      throw new TemplateException("a text cannot be split at nothing");
    }
    int from = 0;
    for (int at;
        (most < 0 || parts.size() < most) && (at = s.indexOf(separator, from)) >= 0;
        from = at + separator.length()) {
      parts.add(s.substring(from, at));
      Budget.list(parts.size());
    }
    parts.add(s.substring(from));
    return parts;
  }

  static List<Object> splitFromTheRight(String s, String separator, long most) {
    List<Object> parts = new ArrayList<>();
    int to = s.length();
    for (int at;
        (most < 0 || parts.size() < most)
            && (at = s.lastIndexOf(separator, to - separator.length())) >= 0;
        to = at) {
      parts.addFirst(s.substring(at + separator.length(), to));
      Budget.list(parts.size());
    }
    parts.addFirst(s.substring(0, to));
    return parts;
  }

  static String indented(String text, List<Object> positional, Map<String, Object> named) {
    Object width = Filters.argument(named, positional, 0, "width");
    String space = width instanceof String s ? s : repeat(" ", width instanceof Long n ? n : 4);
    boolean firstToo = Values.truth(Filters.argument(named, positional, 1, "first"));
    boolean blankToo = Values.truth(Filters.argument(named, positional, 2, "blank"));
    String[] lines = text.split("\n", -1);
    Budget.text(text.length() + (long) lines.length * space.length());
    for (int i = 0; i < lines.length; i++) {
      if ((i > 0 || firstToo) && (blankToo || !lines[i].isEmpty())) {
        lines[i] = space + lines[i];
      }
    }
    return String.join("\n", lines);
  }

  static String capitalized(String s) {
    return s.isEmpty()
        ? s
        : s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1).toLowerCase(Locale.ROOT);
  }

  static String title(String s) {
    StringBuilder all = new StringBuilder();
    boolean start = true;
    for (char c : s.toCharArray()) {
      all.append(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
      start = !Character.isLetterOrDigit(c) && c != '\'';
    }
    return all.toString();
  }

  static String centered(String s, long width) {
    long space = Math.max(0, Budget.text(width) - s.length());
    long left = space / 2;
    return repeat(" ", left) + s + repeat(" ", space - left);
  }

  static String escaped(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  /// Python's `%` for texts and whole numbers.
  static String percent(String s, List<Object> values) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int i = 0; i < s.length(); i++) {
      char kind = s.charAt(i) == '%' && i + 1 < s.length() ? s.charAt(i + 1) : 0;
      switch (kind) {
        case 's', 'd' -> text.append(Values.text(values.get(count++)));
        case '%' -> text.append('%');
        default -> text.append(s.charAt(i));
      }
      i += kind == 's' || kind == 'd' || kind == '%' ? 1 : 0;
      Budget.text(text.length());
    }
    return text.toString();
  }

  /// Python's `format`, for fields without a format of their own.
  static String format(String s, List<Object> positional, Map<String, Object> named) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (i + 1 < s.length() && (c == '{' || c == '}') && s.charAt(i + 1) == c) {
        text.append(c);
        i++;
        continue;
      }
      int end = c == '{' ? s.indexOf('}', i) : -1;
      if (end < 0) {
        text.append(c);
        continue;
      }
      String name = s.substring(i + 1, end);
      Object value =
          name.isEmpty()
              ? positional.get(count++)
              : name.matches("\\d{1,3}") ? positional.get(Integer.parseInt(name)) : named.get(name);
      text.append(Values.text(value));
      Budget.text(text.length());
      i = end;
    }
    return text.toString();
  }
}
