package assistant.llama.jinja;

import java.util.HashMap;
import java.util.Map;

/// The names that are known at a place: those set there, and those around it.
final class Scope {
  static final String RENDERED = " rendered";
  static final String CALLER = " caller";
  private static final int DEEPEST = 100;

  final Budget budget;
  private final Scope outer;
  private final Map<String, Object> values;
  private final int depth;

  Scope(Budget budget, Map<String, Object> values) {
    this.budget = budget;
    this.outer = null;
    this.values = values;
    this.depth = 0;
  }

  Scope(Scope outer) {
    this(outer, new HashMap<>());
  }

  Scope(Scope outer, Map<String, Object> values) {
    this.budget = outer.budget;
    this.outer = outer;
    this.values = values;
    this.depth = outer.depth + 1;
    if (depth > DEEPEST) {
      throw new TemplateException("the template calls itself without end");
    }
  }

  Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.values.containsKey(name)) {
        return scope.values.get(name);
      }
    }
    return Values.UNDEFINED;
  }

  void set(String name, Object value) {
    values.put(name, value);
  }
}
