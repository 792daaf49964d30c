package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// The methods of Python's strings, lists and dictionaries that change nothing.
final class Methods {
  private Methods() {}

  /// Null where there is none of this name.
  static Values.Function of(Object value, String name) {
    return switch (value) {
      case String s -> ofText(s, name);
      case Map<?, ?> map -> ofMap(map, name);
      case List<?> list -> ofList(list, name);
      case null, default -> null;
    };
  }

  private static Values.Function ofMap(Map<?, ?> map, String name) {
    return switch (name) {
      case "items" -> (a, n) -> Values.pairs(map);
      case "keys" -> (a, n) -> new ArrayList<Object>(map.keySet());
      case "values" -> (a, n) -> new ArrayList<Object>(map.values());
      case "get" ->
          (a, n) ->
              map.containsKey(a.getFirst())
                  ? map.get(a.getFirst())
                  : a.size() > 1 ? a.get(1) : null;
      case "copy" -> (a, n) -> map;
      default -> null;
    };
  }

  private static Values.Function ofList(List<?> list, String name) {
    return switch (name) {
      case "index" ->
          (a, n) -> {
            int at = list.indexOf(a.getFirst());
            if (at < 0) {
              throw new TemplateException("this is not in the list");
            }
            return (long) at;
          };
      case "count" ->
          (a, n) -> list.stream().filter(item -> Values.equal(item, a.getFirst())).count();
      case "copy" -> (a, n) -> list;
      default -> null;
    };
  }

  private static Values.Function ofText(String s, String name) {
    return switch (name) {
      case "strip" -> (a, n) -> Strings.strip(s, text(a), true, true);
      case "lstrip" -> (a, n) -> Strings.strip(s, text(a), true, false);
      case "rstrip" -> (a, n) -> Strings.strip(s, text(a), false, true);
      case "upper" -> (a, n) -> s.toUpperCase(Locale.ROOT);
      case "lower", "casefold" -> (a, n) -> s.toLowerCase(Locale.ROOT);
      case "title" -> (a, n) -> Strings.title(s);
      case "capitalize" -> (a, n) -> Strings.capitalized(s);
      case "startswith" -> (a, n) -> any(a.getFirst(), s::startsWith);
      case "endswith" -> (a, n) -> any(a.getFirst(), s::endsWith);
      case "replace" ->
          (a, n) ->
              Strings.replace(s, (String) a.get(0), (String) a.get(1), number(a, n, 2, "count"));
      case "split" -> (a, n) -> Strings.split(s, separator(a, n), number(a, n, 1, "maxsplit"));
      case "rsplit" ->
          (a, n) -> {
            String separator = separator(a, n);
            return separator == null
                ? Strings.split(s, null, number(a, n, 1, "maxsplit"))
                : Strings.splitFromTheRight(s, separator, number(a, n, 1, "maxsplit"));
          };
      case "splitlines" -> (a, n) -> new ArrayList<Object>(s.lines().toList());
      case "partition" -> (a, n) -> partition(s, text(a), s.indexOf(text(a)), true);
      case "rpartition" -> (a, n) -> partition(s, text(a), s.lastIndexOf(text(a)), false);
      case "join" ->
          (a, n) -> Strings.join(s, Values.items(a.getFirst()).stream().map(Values::text).toList());
      case "find" -> (a, n) -> (long) s.indexOf(text(a));
      case "rfind" -> (a, n) -> (long) s.lastIndexOf(text(a));
      case "count" -> (a, n) -> (long) Strings.split(s, text(a), -1).size() - 1;
      case "removeprefix" -> (a, n) -> s.startsWith(text(a)) ? s.substring(text(a).length()) : s;
      case "removesuffix" ->
          (a, n) -> s.endsWith(text(a)) ? s.substring(0, s.length() - text(a).length()) : s;
      case "ljust" ->
          (a, n) -> s + Strings.repeat(" ", Math.max(0, (Long) a.getFirst() - s.length()));
      case "rjust" ->
          (a, n) -> Strings.repeat(" ", Math.max(0, (Long) a.getFirst() - s.length())) + s;
      case "zfill" ->
          (a, n) -> Strings.repeat("0", Math.max(0, (Long) a.getFirst() - s.length())) + s;
      case "center" -> (a, n) -> Strings.centered(s, (Long) a.getFirst());
      case "isdigit", "isnumeric", "isdecimal" -> (a, n) -> all(s, Character::isDigit);
      case "isalpha" -> (a, n) -> all(s, Character::isLetter);
      case "isalnum" -> (a, n) -> all(s, Character::isLetterOrDigit);
      case "isspace" -> (a, n) -> all(s, c -> Strings.space((char) c));
      case "isupper" ->
          (a, n) ->
              s.chars().anyMatch(Character::isUpperCase) && s.equals(s.toUpperCase(Locale.ROOT));
      case "islower" ->
          (a, n) ->
              s.chars().anyMatch(Character::isLowerCase) && s.equals(s.toLowerCase(Locale.ROOT));
      case "format" -> (a, n) -> Strings.format(s, a, n);
      default -> null;
    };
  }

  private static String text(List<Object> arguments) {
    return arguments.isEmpty() ? null : (String) arguments.getFirst();
  }

  private static String separator(List<Object> positional, Map<String, Object> named) {
    return (String) Filters.argument(named, positional, 0, "sep");
  }

  private static long number(
      List<Object> positional, Map<String, Object> named, int at, String name) {
    return Filters.argument(named, positional, at, name) instanceof Long n ? n : -1;
  }

  private static boolean any(Object texts, Predicate<String> test) {
    return texts instanceof List<?> list
        ? list.stream().anyMatch(text -> test.test((String) text))
        : test.test((String) texts);
  }

  private static boolean all(String s, IntPredicate test) {
    return !s.isEmpty() && s.codePoints().allMatch(test);
  }

  private static List<Object> partition(String s, String separator, int at, boolean first) {
    if (at < 0) {
      return first ? List.of(s, "", "") : List.of("", "", s);
    }
    return List.of(s.substring(0, at), separator, s.substring(at + separator.length()));
  }
}
