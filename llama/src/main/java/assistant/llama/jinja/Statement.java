package assistant.llama.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a template does.
sealed interface Statement {
  record Text(String text) implements Statement {}

  record Output(Expression value) implements Statement {}

  record If(Expression test, List<Statement> then, List<Statement> otherwise)
      implements Statement {}

  record For(
      List<String> names,
      Expression items,
      Expression filter,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  record Set(List<Expression> targets, Expression value) implements Statement {}

  record SetBlock(Expression target, Expression filter, List<Statement> body)
      implements Statement {}

  record FilterBlock(Expression filter, List<Statement> body) implements Statement {}

  record Parameter(String name, Expression preset) {}

  record Macro(String name, List<Parameter> parameters, List<Statement> body)
      implements Statement {}

  record CallBlock(Expression.Call call, Macro caller) implements Statement {}

  record Group(List<Statement> body) implements Statement {}

  /// Names that are known inside.
  record With(List<Parameter> names, List<Statement> body) implements Statement {}

  record Jump(boolean out) implements Statement {}

  /// Whether a loop goes on as it would.
  enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  static Flow run(List<Statement> statements, Scope scope, StringBuilder out) {
    for (Statement statement : statements) {
      scope.budget.step();
      Budget.text(out.length());
      Flow flow = statement.run(scope, out);
      if (flow != Flow.ON) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow run(Scope scope, StringBuilder out) {
    switch (this) {
      case Text(String text) -> out.append(text);
      case Output(Expression value) -> out.append(Values.text(value.value(scope)));
      case If(Expression test, List<Statement> then, List<Statement> otherwise) -> {
        return run(Values.truth(test.value(scope)) ? then : otherwise, scope, out);
      }
      case For loop -> {
        return loop(loop, scope, out);
      }
      case Set(List<Expression> targets, Expression value) -> {
        Object all = value.value(scope);
        if (targets.size() == 1) {
          assign(targets.getFirst(), all, scope);
        } else {
          List<Object> parts = Values.items(all);
          for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), parts.get(i), scope);
          }
        }
      }
      case SetBlock(Expression target, Expression filter, List<Statement> body) ->
          assign(target, filter.value(rendered(body, scope)), scope);
      case FilterBlock(Expression filter, List<Statement> body) ->
          out.append(Values.text(filter.value(rendered(body, scope))));
      case Macro macro -> scope.set(macro.name(), function(macro, scope));
      case CallBlock(Expression.Call call, Macro caller) -> {
        Scope inner = new Scope(scope);
        inner.set(Scope.CALLER, function(caller, scope));
        out.append(Values.text(call.value(inner)));
      }
      case Group(List<Statement> body) -> {
        return run(body, scope, out);
      }
      case With(List<Parameter> names, List<Statement> body) -> {
        Scope inner = new Scope(scope);
        names.forEach(name -> inner.set(name.name(), name.preset().value(scope)));
        return run(body, inner, out);
      }
      case Jump(boolean outOf) -> {
        return outOf ? Flow.BREAK : Flow.CONTINUE;
      }
    }
    return Flow.ON;
  }

  private static Scope rendered(List<Statement> body, Scope scope) {
    StringBuilder text = new StringBuilder();
    run(body, new Scope(scope), text);
    Scope result = new Scope(scope);
    result.set(Scope.RENDERED, text.toString());
    return result;
  }

  private static void assign(Expression target, Object value, Scope scope) {
    switch (target) {
      case Expression.Name(String name) -> scope.set(name, value);
      case Expression.Attribute(Expression of, String name)
          when of.value(scope) instanceof Values.Namespace namespace ->
          namespace.fields().put(name, value);
      default -> throw new TemplateException("only names and a namespace's fields can be set");
    }
  }

  private static Flow loop(For loop, Scope scope, StringBuilder out) {
    List<Object> items = new ArrayList<>();
    for (Object item : Values.items(loop.items().value(scope))) {
      if (loop.filter() == null
          || Values.truth(loop.filter().value(bound(loop.names(), item, new Scope(scope))))) {
        items.add(item);
      }
    }
    if (items.isEmpty()) {
      return run(loop.otherwise(), scope, out);
    }
    for (int i = 0; i < items.size(); i++) {
      scope.budget.step();
      Scope inner = bound(loop.names(), items.get(i), new Scope(scope));
      inner.set("loop", about(items, i));
      if (run(loop.body(), inner, out) == Flow.BREAK) {
        break;
      }
    }
    return Flow.ON;
  }

  private static Map<String, Object> about(List<Object> items, int i) {
    Map<String, Object> loop = new HashMap<>();
    loop.put("index", i + 1L);
    loop.put("index0", (long) i);
    loop.put("revindex", (long) items.size() - i);
    loop.put("revindex0", (long) items.size() - i - 1);
    loop.put("first", i == 0);
    loop.put("last", i == items.size() - 1);
    loop.put("length", (long) items.size());
    loop.put("previtem", i > 0 ? items.get(i - 1) : Values.UNDEFINED);
    loop.put("nextitem", i + 1 < items.size() ? items.get(i + 1) : Values.UNDEFINED);
    loop.put(
        "cycle", (Values.Function) (positional, named) -> positional.get(i % positional.size()));
    return loop;
  }

  private static Scope bound(List<String> names, Object item, Scope scope) {
    if (names.size() == 1) {
      scope.set(names.getFirst(), item);
    } else {
      List<Object> parts = Values.items(item);
      if (parts.size() != names.size()) {
        throw new TemplateException("an item of a loop has another number of parts");
      }
      for (int i = 0; i < names.size(); i++) {
        scope.set(names.get(i), parts.get(i));
      }
    }
    return scope;
  }

  private static Values.Function function(Macro macro, Scope defined) {
    return (positional, named) -> {
      Scope scope = new Scope(defined);
      Map<String, Object> rest = new LinkedHashMap<>(named);
      for (int i = 0; i < macro.parameters().size(); i++) {
        Parameter parameter = macro.parameters().get(i);
        Object value =
            i < positional.size()
                ? positional.get(i)
                : rest.containsKey(parameter.name())
                    ? rest.get(parameter.name())
                    : parameter.preset() == null
                        ? Values.UNDEFINED
                        : parameter.preset().value(scope);
        scope.set(parameter.name(), value);
        rest.remove(parameter.name());
      }
      if (rest.containsKey("caller")) {
        scope.set("caller", rest.remove("caller"));
      }
      if (!rest.isEmpty() || positional.size() > macro.parameters().size()) {
        throw new TemplateException("the macro " + macro.name() + " does not take these arguments");
      }
      StringBuilder text = new StringBuilder();
      run(macro.body(), scope, text);
      return text.toString();
    };
  }
}
