package assistant.llama.jinja;

import assistant.llama.jinja.Lexer.Kind;
import assistant.llama.jinja.Lexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a template's tokens into statements and expressions, with Jinja 2's precedences.
final class Parser {
  private final List<Token> tokens;
  private int at;

  Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  List<Statement> template() {
    List<Statement> all = body(Set.of());
    if (peek().kind() != Kind.FINISH) {
      throw error("unexpected end tag");
    }
    return all;
  }

  /// Up to a block that begins with one of these names, whose BLOCK and NAME are consumed by the
  /// caller.
  private List<Statement> body(Set<String> ends) {
    List<Statement> all = new ArrayList<>();
    while (true) {
      Token token = peek();
      switch (token.kind()) {
        case FINISH -> {
          return all;
        }
        case TEXT -> all.add(new Statement.Text(next().text()));
        case OUTPUT -> {
          next();
          all.add(new Statement.Output(tuple()));
          take(Kind.END, "");
        }
        case BLOCK -> {
          String name = tokens.get(at + 1).text();
          if (ends.contains(name)) {
            return all;
          }
          next();
          next();
          all.add(statement(name));
        }
        default -> throw error("unexpected " + token.text());
      }
    }
  }

  private Statement statement(String name) {
    return switch (name) {
      case "if" -> condition();
      case "for" -> loop();
      case "set" -> assignment();
      case "macro" -> macro();
      case "filter" -> {
        Expression filtered = filters(filter(new Expression.Rendered()));
        take(Kind.END, "");
        yield new Statement.FilterBlock(filtered, closed("endfilter"));
      }
      case "call" -> {
        List<Statement.Parameter> parameters =
            peek().is(Kind.OPERATOR, "(") ? parameters() : List.of();
        Expression call = expression();
        take(Kind.END, "");
        if (!(call instanceof Expression.Call c)) {
          throw error("call without a call");
        }
        yield new Statement.CallBlock(
            c, new Statement.Macro("caller", parameters, closed("endcall")));
      }
      case "with" -> with();
      case "generation" -> {
        take(Kind.END, "");
        yield new Statement.Group(closed("endgeneration"));
      }
      case "break", "continue" -> {
        take(Kind.END, "");
        yield new Statement.Jump(name.equals("break"));
      }
      default -> throw error("unknown tag " + name);
    };
  }

  private List<Statement> closed(String end) {
    List<Statement> inside = body(Set.of(end));
    end(end);
    return inside;
  }

  private void end(String name) {
    take(Kind.BLOCK, "");
    take(Kind.NAME, name);
    while (peek().kind() == Kind.NAME) {
      next();
    }
    take(Kind.END, "");
  }

  private Statement condition() {
    Expression test = tuple();
    take(Kind.END, "");
    List<Statement> then = body(Set.of("elif", "else", "endif"));
    take(Kind.BLOCK, "");
    String how = next().text();
    if (how.equals("elif")) {
      return new Statement.If(test, then, List.of(condition()));
    }
    take(Kind.END, "");
    return new Statement.If(test, then, how.equals("else") ? closed("endif") : List.of());
  }

  private Statement loop() {
    List<String> names = new ArrayList<>();
    boolean brackets = skip(Kind.OPERATOR, "(");
    do {
      if (peek().kind() == Kind.NAME && !peek().text().equals("in")) {
        names.add(next().text());
      }
    } while (skip(Kind.OPERATOR, ","));
    if (brackets) {
      take(Kind.OPERATOR, ")");
    }
    take(Kind.NAME, "in");
    Expression items = tupleOf(or());
    Expression filter = skip(Kind.NAME, "if") ? expression() : null;
    boolean recursive = skip(Kind.NAME, "recursive");
    take(Kind.END, "");
    if (recursive) {
      throw error("recursive loops are not known");
    }
    List<Statement> inside = body(Set.of("else", "endfor"));
    take(Kind.BLOCK, "");
    boolean otherwise = next().text().equals("else");
    take(Kind.END, "");
    return new Statement.For(
        List.copyOf(names), items, filter, inside, otherwise ? closed("endfor") : List.of());
  }

  private Statement assignment() {
    List<Expression> targets = new ArrayList<>();
    do {
      Expression target = postfix(primary());
      targets.add(target);
    } while (skip(Kind.OPERATOR, ","));
    if (skip(Kind.OPERATOR, "=")) {
      Expression value = tuple();
      take(Kind.END, "");
      return new Statement.Set(targets, value);
    }
    Expression filter = filters(new Expression.Rendered());
    take(Kind.END, "");
    return new Statement.SetBlock(targets.getFirst(), filter, closed("endset"));
  }

  private Statement macro() {
    String name = next().text();
    List<Statement.Parameter> parameters = parameters();
    take(Kind.END, "");
    return new Statement.Macro(name, parameters, closed("endmacro"));
  }

  private Statement with() {
    List<Statement.Parameter> names = new ArrayList<>();
    while (peek().kind() != Kind.END) {
      String name = next().text();
      take(Kind.OPERATOR, "=");
      names.add(new Statement.Parameter(name, expression()));
      skip(Kind.OPERATOR, ",");
    }
    take(Kind.END, "");
    return new Statement.With(names, closed("endwith"));
  }

  private List<Statement.Parameter> parameters() {
    List<Statement.Parameter> all = new ArrayList<>();
    take(Kind.OPERATOR, "(");
    while (!skip(Kind.OPERATOR, ")")) {
      String name = next().text();
      all.add(new Statement.Parameter(name, skip(Kind.OPERATOR, "=") ? expression() : null));
      skip(Kind.OPERATOR, ",");
    }
    return all;
  }

  private Expression tuple() {
    return tupleOf(expression());
  }

  private Expression tupleOf(Expression first) {
    if (!peek().is(Kind.OPERATOR, ",")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    while (skip(Kind.OPERATOR, ",")) {
      if (peek().kind() != Kind.END && !peek().is(Kind.OPERATOR, ")")) {
        all.add(expression());
      }
    }
    return new Expression.Items(all);
  }

  private Expression expression() {
    Expression value = or();
    while (skip(Kind.NAME, "if")) {
      Expression test = or();
      value = new Expression.Choice(test, value, skip(Kind.NAME, "else") ? expression() : null);
    }
    return value;
  }

  private Expression or() {
    Expression left = and();
    while (skip(Kind.NAME, "or")) {
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (skip(Kind.NAME, "and")) {
      left = new Expression.And(left, not());
    }
    return left;
  }

  private Expression not() {
    return skip(Kind.NAME, "not") ? new Expression.Not(not()) : comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<String> operators = new ArrayList<>();
    List<Expression> operands = new ArrayList<>(List.of(first));
    while (true) {
      Token token = peek();
      String operator = null;
      if (token.kind() == Kind.OPERATOR
          && Set.of("==", "!=", "<", ">", "<=", ">=").contains(token.text())) {
        operator = next().text();
      } else if (token.is(Kind.NAME, "in")) {
        operator = next().text();
      } else if (token.is(Kind.NAME, "not") && tokens.get(at + 1).is(Kind.NAME, "in")) {
        at += 2;
        operator = "not in";
      }
      if (operator == null) {
        return operators.isEmpty() ? first : new Expression.Comparison(operands, operators);
      }
      operators.add(operator);
      operands.add(sum());
    }
  }

  private Expression sum() {
    Expression left = concatenation();
    while (peek().is(Kind.OPERATOR, "+") || peek().is(Kind.OPERATOR, "-")) {
      left = new Expression.Arithmetic(next().text(), left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    Expression left = product();
    while (skip(Kind.OPERATOR, "~")) {
      left = new Expression.Arithmetic("~", left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = unary(true);
    while (peek().kind() == Kind.OPERATOR
        && Set.of("*", "/", "//", "%", "**").contains(peek().text())) {
      left = new Expression.Arithmetic(next().text(), left, unary(true));
    }
    return left;
  }

  private Expression unary(boolean filtered) {
    if (skip(Kind.OPERATOR, "-")) {
      Expression negated = new Expression.Negative(unary(false));
      return filtered ? filters(negated) : negated;
    }
    if (skip(Kind.OPERATOR, "+")) {
      return unary(filtered);
    }
    Expression value = postfix(primary());
    return filtered ? filters(value) : value;
  }

  private Expression primary() {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> {
        StringBuilder text = new StringBuilder(token.text());
        while (peek().kind() == Kind.STRING) {
          text.append(next().text());
        }
        yield new Expression.Constant(text.toString());
      }
      case INTEGER -> new Expression.Constant(Long.parseLong(token.text()));
      case FLOAT -> new Expression.Constant(Double.parseDouble(token.text()));
      case NAME ->
          switch (token.text()) {
            case "true", "True" -> new Expression.Constant(true);
            case "false", "False" -> new Expression.Constant(false);
            case "none", "None" -> new Expression.Constant(null);
            default -> new Expression.Name(token.text());
          };
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> {
              if (skip(Kind.OPERATOR, ")")) {
                yield new Expression.Items(List.of());
              }
              Expression inside = tuple();
              take(Kind.OPERATOR, ")");
              yield inside;
            }
            case "[" -> {
              List<Expression> items = new ArrayList<>();
              while (!skip(Kind.OPERATOR, "]")) {
                items.add(expression());
                skip(Kind.OPERATOR, ",");
              }
              yield new Expression.Items(items);
            }
            case "{" -> {
              List<Expression.Entry> entries = new ArrayList<>();
              while (!skip(Kind.OPERATOR, "}")) {
                Expression key = expression();
                take(Kind.OPERATOR, ":");
                entries.add(new Expression.Entry(key, expression()));
                skip(Kind.OPERATOR, ",");
              }
              yield new Expression.Entries(entries);
            }
            default -> throw error("unexpected " + token.text());
          };
      default -> throw error("an expression is missing");
    };
  }

  private Expression postfix(Expression start) {
    Expression value = start;
    while (true) {
      if (skip(Kind.OPERATOR, ".")) {
        Token name = next();
        value =
            name.kind() == Kind.INTEGER
                ? new Expression.Item(value, new Expression.Constant(Long.parseLong(name.text())))
                : new Expression.Attribute(value, name.text());
      } else if (skip(Kind.OPERATOR, "[")) {
        value = subscript(value);
      } else if (peek().is(Kind.OPERATOR, "(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression subscript(Expression of) {
    Expression from = peek().is(Kind.OPERATOR, ":") ? null : expression();
    if (skip(Kind.OPERATOR, "]")) {
      return new Expression.Item(of, from);
    }
    take(Kind.OPERATOR, ":");
    Expression to =
        peek().is(Kind.OPERATOR, ":") || peek().is(Kind.OPERATOR, "]") ? null : expression();
    Expression step =
        skip(Kind.OPERATOR, ":") && !peek().is(Kind.OPERATOR, "]") ? expression() : null;
    take(Kind.OPERATOR, "]");
    return new Expression.Slice(of, from, to, step);
  }

  private Expression.Call call(Expression function) {
    Arguments arguments = arguments();
    return new Expression.Call(function, arguments.positional(), arguments.named());
  }

  private record Arguments(List<Expression> positional, Map<String, Expression> named) {}

  private Arguments arguments() {
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    take(Kind.OPERATOR, "(");
    while (!skip(Kind.OPERATOR, ")")) {
      if (peek().kind() == Kind.NAME && tokens.get(at + 1).is(Kind.OPERATOR, "=")) {
        String name = next().text();
        next();
        named.put(name, expression());
      } else {
        positional.add(expression());
      }
      skip(Kind.OPERATOR, ",");
    }
    return new Arguments(positional, named);
  }

  /// What comes after the bar.
  private Expression filter(Expression of) {
    String name = next().text();
    Arguments arguments =
        peek().is(Kind.OPERATOR, "(") ? arguments() : new Arguments(List.of(), Map.of());
    return new Expression.Filter(of, name, arguments.positional(), arguments.named());
  }

  private Expression filters(Expression start) {
    Expression value = start;
    while (true) {
      if (skip(Kind.OPERATOR, "|")) {
        value = filter(value);
      } else if (skip(Kind.NAME, "is")) {
        boolean not = skip(Kind.NAME, "not");
        String name = next().text();
        List<Expression> arguments = List.of();
        Token token = peek();
        if (token.is(Kind.OPERATOR, "(")) {
          arguments = arguments().positional();
        } else if (token.kind() == Kind.STRING
            || token.kind() == Kind.INTEGER
            || token.is(Kind.OPERATOR, "[")
            || token.kind() == Kind.NAME
                && !Set.of("and", "or", "else", "if", "is", "in", "not").contains(token.text())) {
          arguments = List.of(postfix(primary()));
        }
        Expression test = new Expression.Test(value, name, arguments);
        value = not ? new Expression.Not(test) : test;
      } else if (peek().is(Kind.OPERATOR, "(") && value != start) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private boolean skip(Kind kind, String text) {
    if (peek().is(kind, text)) {
      at++;
      return true;
    }
    return false;
  }

  private void take(Kind kind, String text) {
    if (!skip(kind, text)) {
      throw error("expected " + (text.isEmpty() ? kind : text) + ", found " + peek().text());
    }
  }

  private TemplateException error(String message) {
    return new TemplateException(
        "line " + tokens.get(Math.min(at, tokens.size() - 1)).line() + ": " + message);
  }
}
