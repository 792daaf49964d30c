package assistant.llama.jinja;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// The functions that every template knows.
final class Globals {
  private Globals() {}

  static Map<String, Object> at(LocalDateTime now) {
    Map<String, Object> all = new HashMap<>();
    all.put(
        "namespace",
        function((positional, named) -> new Values.Namespace(fields(positional, named))));
    all.put("dict", function(Globals::fields));
    all.put("range", function((positional, named) -> range(positional)));
    all.put(
        "strftime_now", function((positional, named) -> time((String) positional.getFirst(), now)));
    all.put(
        "raise_exception",
        function((positional, named) -> {
          throw new TemplateException(Values.text(positional.getFirst()));
        }));
    return all;
  }

  private static Values.Function function(Values.Function function) {
    return function;
  }

  private static Map<String, Object> fields(List<Object> positional, Map<String, Object> named) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!positional.isEmpty()) {
      ((Map<?, ?>) positional.getFirst()).forEach((key, value) -> all.put((String) key, value));
    }
    all.putAll(named);
    return all;
  }

  private static List<Object> range(List<Object> a) {
    long from = a.size() > 1 ? (Long) a.get(0) : 0;
    long to = (Long) a.get(a.size() > 1 ? 1 : 0);
    long step = a.size() > 2 ? (Long) a.get(2) : 1;
    long count = Budget.list(Math.max(0, Math.ceilDiv(Math.subtractExact(to, from), step)));
    return LongStream.range(0, count).mapToObj(i -> (Object) (from + i * step)).toList();
  }

  private static String time(String format, LocalDateTime now) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        text.append(c);
        continue;
      }
      char field = format.charAt(++i);
      String pattern = pattern(field);
      text.append(
          pattern == null
              ? field == '%' ? "%" : "%" + field
              : DateTimeFormatter.ofPattern(pattern, Locale.US).format(now));
    }
    return text.toString();
  }

  private static String pattern(char field) {
    return switch (field) {
      case 'd' -> "dd";
      case 'b' -> "MMM";
      case 'B' -> "MMMM";
      case 'm' -> "MM";
      case 'Y' -> "yyyy";
      case 'y' -> "yy";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'A' -> "EEEE";
      case 'a' -> "EEE";
      case 'p' -> "a";
      case 'j' -> "DDD";
      case 'F' -> "yyyy-MM-dd";
      case 'T' -> "HH:mm:ss";
      default -> null;
    };
  }
}
