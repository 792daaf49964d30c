package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has a value in a template.
sealed interface Expression {
  record Constant(Object constant) implements Expression {}

  record Name(String name) implements Expression {}

  /// The text that a block's filters are given.
  record Rendered() implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Entry(Expression key, Expression value) {}

  record Entries(List<Entry> entries) implements Expression {}

  record Attribute(Expression of, String name) implements Expression {}

  record Item(Expression of, Expression key) implements Expression {}

  record Slice(Expression of, Expression from, Expression to, Expression step)
      implements Expression {}

  record Call(Expression function, List<Expression> positional, Map<String, Expression> named)
      implements Expression {}

  record Filter(
      Expression of, String name, List<Expression> positional, Map<String, Expression> named)
      implements Expression {}

  record Test(Expression of, String name, List<Expression> arguments) implements Expression {}

  record Not(Expression of) implements Expression {}

  record Negative(Expression of) implements Expression {}

  record And(Expression left, Expression right) implements Expression {}

  record Or(Expression left, Expression right) implements Expression {}

  record Choice(Expression test, Expression then, Expression otherwise) implements Expression {}

  record Comparison(List<Expression> operands, List<String> operators) implements Expression {}

  record Arithmetic(String operator, Expression left, Expression right) implements Expression {}

  default Object value(Scope scope) {
    scope.budget.step();
    return switch (this) {
      case Constant(Object constant) -> constant;
      case Name(String name) -> scope.get(name);
      case Rendered() -> scope.get(Scope.RENDERED);
      case Items(List<Expression> items) -> values(items, scope);
      case Entries(List<Entry> entries) -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.key().value(scope), entry.value().value(scope)));
        yield map;
      }
      case Attribute(Expression of, String name) -> Values.attribute(touched(of, scope), name);
      case Item(Expression of, Expression key) ->
          Values.item(touchedText(of, scope), key.value(scope));
      case Slice(Expression of, Expression from, Expression to, Expression step) ->
          Values.slice(
              touched(of, scope), number(from, scope), number(to, scope), number(step, scope));
      case Call(
              Expression function,
              List<Expression> positional,
              Map<String, Expression> named) -> {
        if (!(function.value(scope) instanceof Values.Function f)) {
          throw new TemplateException("'" + named(function) + "' cannot be called");
        }
        Map<String, Object> arguments = values(named, scope);
        if (scope.get(Scope.CALLER) instanceof Values.Function caller) {
          arguments.put("caller", caller);
        }
        yield scope.budget.touched(f.call(values(positional, scope), arguments));
      }
      case Filter(
              Expression of,
              String name,
              List<Expression> positional,
              Map<String, Expression> named) ->
          scope.budget.touched(
              Filters.apply(
                  name, touched(of, scope), values(positional, scope), values(named, scope)));
      case Test(Expression of, String name, List<Expression> arguments) ->
          Tests.holds(name, touched(of, scope), values(arguments, scope));
      case Not(Expression of) -> !Values.truth(of.value(scope));
      case Negative(Expression of) ->
          switch (of.value(scope)) {
            case Long n -> Math.negateExact(n);
            case Double d -> -d;
            default -> throw new TemplateException("only numbers can be negative");
          };
      case And(Expression left, Expression right) -> {
        Object value = left.value(scope);
        yield Values.truth(value) ? right.value(scope) : value;
      }
      case Or(Expression left, Expression right) -> {
        Object value = left.value(scope);
        yield Values.truth(value) ? value : right.value(scope);
      }
      case Choice(Expression test, Expression then, Expression otherwise) ->
          Values.truth(test.value(scope))
              ? then.value(scope)
              : otherwise == null ? Values.UNDEFINED : otherwise.value(scope);
      case Comparison(List<Expression> operands, List<String> operators) -> {
        Object left = operands.getFirst().value(scope);
        boolean holds = true;
        for (int i = 0; i < operators.size() && holds; i++) {
          Object right = touched(operands.get(i + 1), scope);
          holds = Values.compare(operators.get(i), left, right);
          left = right;
        }
        yield holds;
      }
      case Arithmetic(String operator, Expression left, Expression right) ->
          scope.budget.touched(Values.arithmetic(operator, left.value(scope), right.value(scope)));
    };
  }

  private static String named(Expression function) {
    return switch (function) {
      case Name(String name) -> name;
      case Attribute attribute -> attribute.name();
      default -> "it";
    };
  }

  private static Object touched(Expression of, Scope scope) {
    return scope.budget.touched(of.value(scope));
  }

  /// A character of a text is looked for from its start; an item of a list is not.
  private static Object touchedText(Expression of, Scope scope) {
    Object value = of.value(scope);
    return value instanceof String ? scope.budget.touched(value) : value;
  }

  private static List<Object> values(List<Expression> expressions, Scope scope) {
    List<Object> all = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      all.add(expression.value(scope));
    }
    return all;
  }

  private static Map<String, Object> values(Map<String, Expression> expressions, Scope scope) {
    Map<String, Object> all = new LinkedHashMap<>();
    expressions.forEach((name, expression) -> all.put(name, expression.value(scope)));
    return all;
  }

  private static Integer number(Expression expression, Scope scope) {
    Object value = expression == null ? null : expression.value(scope);
    return value == null ? null : Math.toIntExact((Long) value);
  }
}
