package assistant.llama.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/// Numbers as Python's `int`, `float` and `round` make them.
final class Numbers {
  private Numbers() {}

  static Object whole(Object value, Object preset) {
    return switch (value) {
      case Long n -> n;
      case Double d -> (long) (double) d;
      case Boolean b -> b ? 1L : 0L;
      case String s when s.strip().matches("[-+]?\\d{1,18}") -> Long.parseLong(s.strip());
      case String s when s.strip().matches("[-+]?\\d{1,18}\\.\\d*") ->
          (long) Double.parseDouble(s.strip());
      case null, default -> preset == null ? 0L : preset;
    };
  }

  static Object decimal(Object value, Object preset) {
    try {
      return value instanceof Number n
          ? n.doubleValue()
          : Double.parseDouble(Values.text(value).strip());
    } catch (NumberFormatException e) {
      return preset == null ? 0.0 : preset;
    }
  }

  static Object round(Object value, List<Object> positional, Map<String, Object> named) {
    int places =
        Filters.argument(named, positional, 0, "precision") instanceof Long n
            ? Math.toIntExact(n)
            : 0;
    RoundingMode mode =
        switch (String.valueOf(Filters.argument(named, positional, 1, "method"))) {
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> RoundingMode.HALF_EVEN;
        };
    double number = ((Number) value).doubleValue();
    return new BigDecimal(number).setScale(Math.clamp(places, 0, 20), mode).doubleValue();
  }

  /// As Python writes it.
  static String written(double d) {
    if (d == Math.rint(d) && Math.abs(d) < 1e16) {
      return (long) d + ".0";
    }
    return Double.toString(d).replace("E-", "e-").replace("E", "e+");
  }
}
