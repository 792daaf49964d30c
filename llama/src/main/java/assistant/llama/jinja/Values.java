package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Python's values as a template sees them: null, Boolean, Long, Double, String, List, Map,
/// functions, and what is undefined.
final class Values {
  @FunctionalInterface
  interface Function {
    Object call(List<Object> positional, Map<String, Object> named);
  }

  /// What `namespace()` makes: an object whose fields a template may set.
  record Namespace(Map<String, Object> fields) {}

  static final Object UNDEFINED =
      new Object() {
        @Override
        public String toString() {
          return "";
        }
      };

  private Values() {}

  static boolean truth(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case Long n -> n != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> value != UNDEFINED;
    };
  }

  static String text(Object value) {
    return value instanceof String s ? s : value == UNDEFINED ? "" : written(value);
  }

  /// As Python's repr writes it.
  private static String written(Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> Numbers.written(d);
      case String s -> {
        char quote = s.contains("'") && !s.contains("\"") ? '"' : '\'';
        yield quote
            + s.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r")
                .replace(quote == '\'' ? "'" : "\0", quote == '\'' ? "\\'" : "\0")
            + quote;
      }
      case List<?> list ->
          list.stream().map(Values::written).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> written(e.getKey()) + ": " + written(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value == UNDEFINED ? "Undefined" : value.toString();
    };
  }

  static List<Object> pairs(Map<?, ?> map) {
    List<Object> all = new ArrayList<>();
    map.forEach((key, value) -> all.add(new ArrayList<>(Arrays.asList(key, value))));
    return all;
  }

  static List<Object> items(Object value) {
    return switch (value) {
      case List<?> list -> new ArrayList<>(list);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case String s ->
          s.codePoints()
              .limit(Budget.list(s.length()))
              .mapToObj(c -> (Object) Character.toString(c))
              .collect(Collectors.toCollection(ArrayList::new));
      case null -> throw new TemplateException("None cannot be gone through");
      default -> {
        if (value != UNDEFINED) {
          throw new TemplateException("this cannot be gone through: " + kind(value));
        }
        yield new ArrayList<>();
      }
    };
  }

  static Object attribute(Object of, String name) {
    if (of == UNDEFINED) {
      throw new TemplateException("'" + name + "' is asked of what is undefined");
    }
    if (of instanceof Namespace(Map<String, Object> fields)) {
      return fields.getOrDefault(name, UNDEFINED);
    }
    Function method = Methods.of(of, name);
    return method != null
        ? method
        : of instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : UNDEFINED;
  }

  static Object item(Object of, Object key) {
    if (of == UNDEFINED) {
      throw new TemplateException("'" + text(key) + "' is asked of what is undefined");
    }
    return switch (of) {
      case Map<?, ?> map when map.containsKey(key) -> map.get(key);
      case List<?> list when key instanceof Long n -> {
        int i = (int) (n < 0 ? n + list.size() : n);
        yield i >= 0 && i < list.size() ? list.get(i) : UNDEFINED;
      }
      case String s when key instanceof Long n -> {
        int[] points = s.codePoints().toArray();
        int i = (int) (n < 0 ? n + points.length : n);
        yield i >= 0 && i < points.length ? Character.toString(points[i]) : UNDEFINED;
      }
      case null, default ->
          key instanceof String name && of != null ? attribute(of, name) : UNDEFINED;
    };
  }

  static Object slice(Object of, Integer from, Integer to, Integer by) {
    List<Object> all = items(of);
    int step = by == null ? 1 : by;
    if (step == 0) {
      throw new TemplateException("a slice needs a step");
    }
    int size = all.size();
    List<Object> some = new ArrayList<>();
    if (step > 0) {
      for (int i = bound(from, 0, size, 0, size); i < bound(to, size, size, 0, size); i += step) {
        some.add(all.get(i));
      }
    } else {
      for (int i = bound(from, size - 1, size, -1, size - 1);
          i > bound(to, -1, size, -1, size - 1);
          i += step) {
        some.add(all.get(i));
      }
    }
    return of instanceof String
        ? some.stream().map(String.class::cast).collect(Collectors.joining())
        : some;
  }

  private static int bound(Integer given, int usual, int size, int least, int most) {
    return given == null ? usual : Math.clamp(given < 0 ? given + size : given, least, most);
  }

  static boolean equal(Object left, Object right) {
    Object a = left instanceof Boolean b ? (Object) (b ? 1L : 0L) : left;
    Object b = right instanceof Boolean c ? (Object) (c ? 1L : 0L) : right;
    if (a instanceof Number m && b instanceof Number n && a.getClass() != b.getClass()) {
      return m.doubleValue() == n.doubleValue();
    }
    return Objects.equals(a, b);
  }

  static boolean compare(String operator, Object left, Object right) {
    return switch (operator) {
      case "==" -> equal(left, right);
      case "!=" -> !equal(left, right);
      case "in" -> contains(right, left);
      case "not in" -> !contains(right, left);
      case "<" -> order(left, right) < 0;
      case ">" -> order(left, right) > 0;
      case "<=" -> order(left, right) <= 0;
      default -> order(left, right) >= 0;
    };
  }

  static int order(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    throw new TemplateException("%s and %s cannot be compared".formatted(kind(left), kind(right)));
  }

  private static boolean contains(Object all, Object one) {
    return switch (all) {
      case String s when one instanceof String part -> s.contains(part);
      case List<?> list -> list.stream().anyMatch(item -> equal(item, one));
      case Map<?, ?> map -> map.containsKey(one);
      case null -> throw new TemplateException("nothing is in None");
      default -> {
        if (all == UNDEFINED) {
          yield false;
        }
        throw new TemplateException("nothing can be in " + kind(all));
      }
    };
  }

  static Object arithmetic(String operator, Object left, Object right) {
    if (operator.equals("~")) {
      return joined(text(left), text(right));
    }
    return switch (left) {
      case String a when operator.equals("+") && right instanceof String b -> joined(a, b);
      case String a when operator.equals("*") && right instanceof Long n -> Strings.repeat(a, n);
      case String a when operator.equals("%") ->
          Strings.percent(
              a, right instanceof List<?> list ? new ArrayList<>(list) : List.of(right));
      case List<?> a when operator.equals("+") && right instanceof List<?> b -> {
        List<Object> both = new ArrayList<>(Budget.list(a.size() + b.size()));
        both.addAll(a);
        both.addAll(b);
        yield both;
      }
      case null, default -> number(operator, whole(left), whole(right));
    };
  }

  private static String joined(String left, String right) {
    Budget.text((long) left.length() + right.length());
    return left + right;
  }

  private static Object whole(Object value) {
    return value instanceof Boolean b ? (Object) (b ? 1L : 0L) : value;
  }

  private static Object number(String operator, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b && !operator.equals("/")) {
      return switch (operator) {
        case "+" -> Math.addExact(a, b);
        case "-" -> Math.subtractExact(a, b);
        case "*" -> Math.multiplyExact(a, b);
        case "//" -> Math.floorDiv(a, b);
        case "%" -> Math.floorMod(a, b);
        default -> b < 0 ? (Object) Math.pow(a, b) : (Object) Math.powExact(a, Math.toIntExact(b));
      };
    }
    if (left instanceof Number m && right instanceof Number n) {
      double a = m.doubleValue();
      double b = n.doubleValue();
      if (b == 0 && Set.of("/", "//", "%").contains(operator)) {
        throw new TemplateException("a number is divided by zero");
      }
      return switch (operator) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> a / b;
        case "//" -> Math.floor(a / b);
        case "%" -> a - Math.floor(a / b) * b;
        default -> Math.pow(a, b);
      };
    }
    throw new TemplateException(
        "'%s' does not go with %s and %s".formatted(operator, kind(left), kind(right)));
  }

  static String kind(Object value) {
    return value == null
        ? "None"
        : value == UNDEFINED ? "what is undefined" : value.getClass().getSimpleName();
  }
}
