package assistant.llama.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What may follow `is`.
final class Tests {
  private Tests() {}

  static boolean holds(String name, Object value, List<Object> arguments) {
    return switch (name) {
      case "defined" -> value != Values.UNDEFINED;
      case "undefined" -> value == Values.UNDEFINED;
      case "none" -> value == null;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "iterable", "sequence" ->
          value instanceof List
              || value instanceof Map
              || value instanceof String
              || value == Values.UNDEFINED;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "number" -> value instanceof Number || value instanceof Boolean;
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "callable" -> value instanceof Values.Function;
      case "odd" -> Math.floorMod((Long) value, 2L) == 1;
      case "even" -> Math.floorMod((Long) value, 2L) == 0;
      case "divisibleby" -> Math.floorMod((Long) value, (Long) arguments.getFirst()) == 0;
      case "equalto", "eq", "==" -> Values.equal(value, arguments.getFirst());
      case "sameas" -> same(value, arguments.getFirst());
      case "ne", "!=" -> !Values.equal(value, arguments.getFirst());
      case "in" -> Values.compare("in", value, arguments.getFirst());
      case "gt", "greaterthan", ">" -> Values.compare(">", value, arguments.getFirst());
      case "ge", ">=" -> Values.compare(">=", value, arguments.getFirst());
      case "lt", "lessthan", "<" -> Values.compare("<", value, arguments.getFirst());
      case "le", "<=" -> Values.compare("<=", value, arguments.getFirst());
      case "lower" -> Values.text(value).equals(Values.text(value).toLowerCase(Locale.ROOT));
      case "upper" -> Values.text(value).equals(Values.text(value).toUpperCase(Locale.ROOT));
      default -> throw new TemplateException("unknown test " + name);
    };
  }

  /// Unlike equality, it tells 1 from true.
  private static boolean same(Object value, Object other) {
    return value == other
        || value != null
            && other != null
            && value.getClass() == other.getClass()
            && Values.equal(value, other);
  }
}
