package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DynamoDB's condition and update expressions over one item, as far as its documentation gives
/// them for attributes at the top of an item: comparisons, `AND`, `OR`, `NOT`, `BETWEEN`, `IN`, the
/// functions on existence, `begins_with`, and `SET`, `ADD`, `REMOVE`.
final class Expressions {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([A-Za-z_][\\w.-]*|[:#][\\w-]+|<=|>=|<>|[=<>(),+-])");

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, JsonNode> item;
  private final JsonNode names;
  private final JsonNode values;
  private int next;

  private Expressions(String text, Map<String, JsonNode> item, JsonNode request) {
    this.item = item;
    this.names = request.path("ExpressionAttributeNames");
    this.values = request.path("ExpressionAttributeValues");
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw invalid(text.substring(end).strip());
    }
  }

  /// Refuses what DynamoDB refuses before it looks at the item: names and values that no expression
  /// of the request uses.
  static void check(JsonNode request) {
    Set<String> used = new HashSet<>();
    for (String field : List.of("ConditionExpression", "UpdateExpression", "FilterExpression")) {
      Matcher matcher = TOKEN.matcher(request.path(field).asText(""));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
    for (String field : List.of("ExpressionAttributeNames", "ExpressionAttributeValues")) {
      request
          .path(field)
          .fieldNames()
          .forEachRemaining(name -> {
            if (!used.contains(name)) {
              throw new TableError(
                  "ValidationException", "Value provided in " + field + " unused: " + name);
            }
          });
    }
  }

  /// Whether the request's condition holds for the item; one without a condition always does.
  static boolean holds(JsonNode request, Map<String, JsonNode> item) {
    String text = request.path("ConditionExpression").asText("");
    return text.isEmpty() || new Expressions(text, item, request).whole();
  }

  /// Whether the item passes a scan's filter; without one, all do.
  static boolean passes(JsonNode request, Map<String, JsonNode> item) {
    String text = request.path("FilterExpression").asText("");
    return text.isEmpty() || new Expressions(text, item, request).whole();
  }

  /// The item after the request's update; the one given stays as it is.
  static Map<String, JsonNode> updated(JsonNode request, Map<String, JsonNode> item) {
    Map<String, JsonNode> after = new TreeMap<>(item);
    new Expressions(request.path("UpdateExpression").asText(""), item, request).update(after);
    return after;
  }

  private boolean whole() {
    boolean holds = or();
    if (next < tokens.size()) {
      throw invalid(tokens.get(next));
    }
    return holds;
  }

  private boolean or() {
    boolean holds = and();
    while (took("OR")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = not();
    while (took("AND")) {
      holds &= not();
    }
    return holds;
  }

  private boolean not() {
    if (took("NOT")) {
      return !not();
    }
    if (took("(")) {
      boolean holds = or();
      expect(")");
      return holds;
    }
    if (took("attribute_exists")) {
      return item.containsKey(argument());
    }
    if (took("attribute_not_exists")) {
      return !item.containsKey(argument());
    }
    if (took("begins_with")) {
      expect("(");
      JsonNode whole = operand();
      expect(",");
      JsonNode beginning = operand();
      expect(")");
      return whole != null
          && whole.has("S")
          && whole.path("S").asText().startsWith(beginning.path("S").asText());
    }
    return comparison();
  }

  private String argument() {
    expect("(");
    String name = name(take());
    expect(")");
    return name;
  }

  private boolean comparison() {
    JsonNode left = operand();
    String operator = take();
    if (operator.equalsIgnoreCase("BETWEEN")) {
      JsonNode least = operand();
      expect("AND");
      JsonNode most = operand();
      return compares(left, ">=", least) && compares(left, "<=", most);
    }
    if (operator.equalsIgnoreCase("IN")) {
      boolean found = false;
      expect("(");
      do {
        found |= compares(left, "=", operand());
      } while (took(","));
      expect(")");
      return found;
    }
    return compares(left, operator, operand());
  }

  /// What is not there compares with nothing; `<>` is then true, as in DynamoDB.
  private static boolean compares(JsonNode left, String operator, JsonNode right) {
    boolean comparable = left != null && right != null && type(left).equals(type(right));
    if (operator.equals("<>")) {
      return !comparable || !left.equals(right) && order(left, right) != 0;
    }
    if (!comparable) {
      return false;
    }
    int order = order(left, right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw invalid(operator);
    };
  }

  private static int order(JsonNode left, JsonNode right) {
    return switch (type(left)) {
      case "N" -> number(left).compareTo(number(right));
      case "S" -> left.path("S").asText().compareTo(right.path("S").asText());
      default -> left.equals(right) ? 0 : 1;
    };
  }

  private void update(Map<String, JsonNode> after) {
    Set<String> sections = new HashSet<>();
    Set<String> changed = new HashSet<>();
    while (next < tokens.size()) {
      String section = take().toUpperCase(java.util.Locale.ROOT);
      if (!sections.add(section)) {
        throw invalid(section);
      }
      do {
        if (next < tokens.size() && !changed.add(name(tokens.get(next)))) {
          throw invalid(tokens.get(next));
        }
        switch (section) {
          case "SET" -> {
            String name = name(take());
            expect("=");
            after.put(name, sum());
          }
          case "ADD" -> {
            String name = name(take());
            JsonNode more = operand();
            after.put(
                name,
                item.containsKey(name) ? number(number(item.get(name)).add(number(more))) : more);
          }
          case "REMOVE" -> after.remove(name(take()));
          default -> throw invalid(section);
        }
      } while (took(","));
    }
  }

  private JsonNode sum() {
    JsonNode value = needed(operand());
    while (next < tokens.size() && tokens.get(next).matches("[+-]")) {
      boolean plus = take().equals("+");
      BigDecimal more = number(needed(operand()));
      value = number(plus ? number(value).add(more) : number(value).subtract(more));
    }
    return value;
  }

  private JsonNode operand() {
    String token = take();
    if (token.equals("if_not_exists")) {
      expect("(");
      String name = name(take());
      expect(",");
      JsonNode otherwise = operand();
      expect(")");
      return item.getOrDefault(name, otherwise);
    }
    if (token.startsWith(":")) {
      if (!values.has(token)) {
        throw invalid(token);
      }
      return values.get(token);
    }
    return item.get(name(token));
  }

  private String name(String token) {
    if (token.startsWith("#") && !names.has(token) || token.startsWith(":")) {
      throw invalid(token);
    }
    return token.startsWith("#") ? names.get(token).asText() : token;
  }

  private String take() {
    if (next >= tokens.size()) {
      throw invalid("the end");
    }
    return tokens.get(next++);
  }

  private boolean took(String word) {
    boolean is = next < tokens.size() && tokens.get(next).equalsIgnoreCase(word);
    next += is ? 1 : 0;
    return is;
  }

  private void expect(String word) {
    if (!took(word)) {
      throw invalid(next < tokens.size() ? tokens.get(next) : "the end");
    }
  }

  private static JsonNode needed(JsonNode value) {
    if (value == null) {
      throw new TableError(
          "ValidationException",
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return value;
  }

  private static String type(JsonNode value) {
    return value.fieldNames().next();
  }

  private static BigDecimal number(JsonNode value) {
    if (!value.has("N")) {
      throw new TableError(
          "ValidationException", "An operand in the update expression has an incorrect data type");
    }
    return new BigDecimal(value.path("N").asText());
  }

  private static ObjectNode number(BigDecimal value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("N", value.stripTrailingZeros().toPlainString());
  }

  private static TableError invalid(String near) {
    return new TableError("ValidationException", "Invalid expression: Syntax error; near: " + near);
  }
}
