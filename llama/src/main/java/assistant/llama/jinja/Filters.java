package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What may follow `|`.
final class Filters {
  private Filters() {}

  static Object apply(
      String name, Object value, List<Object> positional, Map<String, Object> named) {
    Object first = positional.isEmpty() ? null : positional.getFirst();
    return switch (name) {
      case "tojson" -> Json.written(value, argument(named, positional, 1, "indent"), named);
      case "length", "count" -> length(value);
      case "trim" -> Strings.strip(Values.text(value), (String) first, true, true);
      case "string", "safe" -> Values.text(value);
      case "default", "d" -> preset(value, positional, named);
      case "join" -> join(value, positional, named);
      case "items" -> value == Values.UNDEFINED ? new ArrayList<>() : Values.pairs(map(value));
      case "dictsort" ->
          Values.pairs(map(value)).stream()
              .sorted(
                  Comparator.comparing(
                      pair -> Values.text(((List<?>) pair).getFirst()).toLowerCase(Locale.ROOT)))
              .collect(Collectors.toCollection(ArrayList::new));
      case "list" -> Values.items(value);
      case "first" -> Values.item(Values.items(value), 0L);
      case "last" -> Values.item(Values.items(value), -1L);
      case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
      case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
      case "capitalize" -> Strings.capitalized(Values.text(value));
      case "title" -> Strings.title(Values.text(value));
      case "replace" ->
          Strings.replace(
              Values.text(value),
              Values.text(first),
              Values.text(positional.get(1)),
              argument(named, positional, 2, "count") instanceof Long most ? most : -1);
      case "reverse" ->
          value instanceof String s
              ? new StringBuilder(s).reverse().toString()
              : Values.items(value).reversed();
      case "int" -> Numbers.whole(value, first);
      case "float" -> Numbers.decimal(value, first);
      case "abs" -> value instanceof Long n ? (Object) Math.absExact(n) : Math.abs((Double) value);
      case "round" -> Numbers.round(value, positional, named);
      case "sum" -> sum(value, argument(named, positional, 0, "attribute"));
      case "unique" ->
          Values.items(value).stream().distinct().collect(Collectors.toCollection(ArrayList::new));
      case "sort" ->
          sorted(
              value,
              named.get("attribute"),
              Values.truth(argument(named, positional, 0, "reverse")));
      case "min" -> Values.items(value).stream().min(Values::order).orElse(Values.UNDEFINED);
      case "max" -> Values.items(value).stream().max(Values::order).orElse(Values.UNDEFINED);
      case "indent" -> Strings.indented(Values.text(value), positional, named);
      case "center" -> Strings.centered(Values.text(value), first instanceof Long n ? n : 80);
      case "wordcount" -> (long) Strings.split(Values.text(value), null, -1).size();
      case "escape", "e" -> Strings.escaped(Values.text(value));
      case "attr" -> Values.attribute(value, Values.text(first));
      case "format" -> Strings.percent((String) value, positional);
      case "groupby" -> grouped(value, first);
      case "batch" -> batches(value, Math.toIntExact((Long) first));
      case "map" -> mapped(value, positional, named);
      case "select" -> chosen(value, item -> applies(positional, 0, item), true);
      case "reject" -> chosen(value, item -> applies(positional, 0, item), false);
      case "selectattr" -> chosen(value, item -> applies(positional, 1, path(item, first)), true);
      case "rejectattr" -> chosen(value, item -> applies(positional, 1, path(item, first)), false);
      default -> throw new TemplateException("unknown filter " + name);
    };
  }

  static Object argument(Map<String, Object> named, List<Object> positional, int at, String name) {
    return named.containsKey(name)
        ? named.get(name)
        : at < positional.size() ? positional.get(at) : null;
  }

  private static long length(Object value) {
    return switch (value) {
      case String s -> s.codePointCount(0, s.length());
      case Map<?, ?> map -> map.size();
      case List<?> list -> list.size();
      case null -> throw new TemplateException("None has no length");
      default -> Values.items(value).size();
    };
  }

  private static Object preset(Object value, List<Object> positional, Map<String, Object> named) {
    boolean alsoFalse = Values.truth(argument(named, positional, 1, "boolean"));
    boolean missing = value == Values.UNDEFINED || alsoFalse && !Values.truth(value);
    if (!missing) {
      return value;
    }
    return positional.isEmpty() ? named.getOrDefault("default_value", "") : positional.getFirst();
  }

  private static String join(Object value, List<Object> positional, Map<String, Object> named) {
    Object attribute = argument(named, positional, 1, "attribute");
    Object between = positional.isEmpty() ? named.getOrDefault("d", "") : positional.getFirst();
    return Strings.join(
        Values.text(between),
        Values.items(value).stream()
            .map(item -> Values.text(attribute == null ? item : path(item, attribute)))
            .toList());
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new TemplateException("this has no items: " + Values.kind(value));
  }

  private static Object path(Object item, Object attribute) {
    Object value = item;
    for (String part : Values.text(attribute).split("\\.")) {
      value = Values.item(value, part.matches("\\d{1,9}") ? (Object) Long.parseLong(part) : part);
    }
    return value;
  }

  private static Object sum(Object value, Object attribute) {
    Object total = 0L;
    for (Object item : Values.items(value)) {
      total = Values.arithmetic("+", total, attribute == null ? item : path(item, attribute));
    }
    return total;
  }

  private static Object mapped(Object value, List<Object> positional, Map<String, Object> named) {
    List<Object> all = new ArrayList<>();
    for (Object item : listed(value)) {
      if (named.containsKey("attribute")) {
        Object found = path(item, named.get("attribute"));
        all.add(
            found == Values.UNDEFINED && named.containsKey("default")
                ? named.get("default")
                : found);
      } else {
        List<Object> rest = positional.subList(1, positional.size());
        all.add(apply((String) positional.getFirst(), item, rest, named));
      }
    }
    return all;
  }

  /// Nothing of nothing: unlike a loop, these filters take None for empty.
  private static List<Object> listed(Object value) {
    return Values.truth(value) ? Values.items(value) : List.of();
  }

  private static Object chosen(Object value, Predicate<Object> test, boolean wanted) {
    return listed(value).stream()
        .filter(item -> test.test(item) == wanted)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean applies(List<Object> arguments, int at, Object item) {
    return arguments.size() <= at
        ? Values.truth(item)
        : Tests.holds(
            (String) arguments.get(at), item, arguments.subList(at + 1, arguments.size()));
  }

  private static Object sorted(Object value, Object attribute, boolean reverse) {
    Comparator<Object> order =
        (a, b) ->
            Values.order(
                folded(attribute == null ? a : path(a, attribute)),
                folded(attribute == null ? b : path(b, attribute)));
    return Values.items(value).stream()
        .sorted(reverse ? order.reversed() : order)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Object folded(Object value) {
    return value instanceof String s ? s.toLowerCase(Locale.ROOT) : value;
  }

  private static Object grouped(Object value, Object attribute) {
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Object item : Values.items(sorted(value, attribute, false))) {
      groups.computeIfAbsent(path(item, attribute), key -> new ArrayList<>()).add(item);
    }
    return Values.pairs(groups);
  }

  private static Object batches(Object value, int size) {
    List<Object> all = Values.items(value);
    List<Object> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += Math.max(1, size)) {
      batches.add(new ArrayList<>(all.subList(i, Math.min(all.size(), i + Math.max(1, size)))));
    }
    return batches;
  }
}
