package assistant.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The API's description, and the part of JSON Schema that it is written in; a word that is not
/// known here is a fault of the description.
record Described(JsonNode document) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WORDS =
      Set.of(
          "$ref",
          "type",
          "const",
          "enum",
          "oneOf",
          "required",
          "properties",
          "additionalProperties",
          "items",
          "maxItems",
          "minLength",
          "pattern",
          "minimum",
          "maximum",
          "description");

  /// Holds what came back against the description: its status, its type, its body, its headers.
  void check(String method, String path, Door.Heard heard) throws Exception {
    String told = method + " " + path + " → " + heard;
    JsonNode operation =
        document.at("/paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
    JsonNode response =
        resolved(operation.path("responses").path(Integer.toString(heard.status())));
    assertTrue(response.isObject(), "no such status: " + told);
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      if (heard.headers().containsKey(header.getKey())) {
        valid(
            resolved(header.getValue()).path("schema"),
            JSON.valueToTree(heard.header(header.getKey())),
            told);
      }
    }
    if (!response.has("content")) {
      assertEquals("", heard.body().strip(), told);
      return;
    }
    String type = heard.header("content-type").split(";")[0];
    JsonNode schema = response.path("content").path(type).path("schema");
    assertTrue(schema.isObject(), "no such type: " + told);
    valid(
        schema,
        type.endsWith("json") ? JSON.readTree(heard.body()) : JSON.valueToTree(heard.body()),
        told);
  }

  /// The headers that an answer of this status may have.
  Set<String> headers(String method, String path, int status) {
    JsonNode operation =
        document.at("/paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
    Set<String> names = new TreeSet<>();
    resolved(operation.path("responses").path(Integer.toString(status)))
        .path("headers")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  void valid(String schema, JsonNode value) {
    valid(document.at("/components/schemas/" + schema), value, schema);
  }

  void valid(JsonNode schema, JsonNode value, String at) {
    String fault = fault(schema, value, "");
    assertEquals("", fault, at);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /// Empty where the value fits, else what does not and where.
  private String fault(JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> word : schema.properties()) {
      String fault =
          WORDS.contains(word.getKey())
              ? fault(word.getKey(), word.getValue(), schema, value, at)
              : at + ": unknown word " + word.getKey();
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return "";
  }

  private String fault(String word, JsonNode rule, JsonNode schema, JsonNode value, String at) {
    boolean holds =
        switch (word) {
          case "$ref" -> {
            assertTrue(resolved(schema).isObject(), "nothing at " + rule);
            yield true;
          }
          case "type" -> ofType(rule, value);
          case "const" -> rule.equals(value);
          case "enum" -> rule.valueStream().anyMatch(value::equals);
          case "oneOf" ->
              rule.valueStream().filter(one -> fault(one, value, at).isEmpty()).count() == 1;
          case "required" ->
              !value.isObject() || rule.valueStream().allMatch(name -> value.has(name.asText()));
          case "maxItems" -> value.size() <= rule.asInt();
          case "minLength" -> !value.isTextual() || value.asText().length() >= rule.asInt();
          case "pattern" ->
              !value.isTextual() || Pattern.compile(rule.asText()).matcher(value.asText()).find();
          case "minimum" -> !value.isNumber() || value.asDouble() >= rule.asDouble();
          case "maximum" -> !value.isNumber() || value.asDouble() <= rule.asDouble();
          default -> true;
        };
    if (!holds) {
      return at + ": " + word + " " + rule + " and not " + value;
    }
    return switch (word) {
      case "$ref" -> fault(resolved(schema), value, at);
      case "items" -> each(rule, value, at);
      case "properties", "additionalProperties" -> members(schema, value, at);
      default -> "";
    };
  }

  private String each(JsonNode schema, JsonNode values, String at) {
    for (int i = 0; values.isArray() && i < values.size(); i++) {
      String fault = fault(schema, values.get(i), at + "/" + i);
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return "";
  }

  private String members(JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String here = at + "/" + member.getKey();
      JsonNode rule = schema.path("properties").path(member.getKey());
      JsonNode rest = schema.path("additionalProperties");
      if (rule.isMissingNode() && rest.isBoolean() && !rest.asBoolean()) {
        return here + ": not described";
      }
      JsonNode held = rule.isMissingNode() ? rest : rule;
      String fault = held.isObject() ? fault(held, member.getValue(), here) : "";
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return "";
  }

  private static boolean ofType(JsonNode rule, JsonNode value) {
    if (rule.isArray()) {
      return rule.valueStream().anyMatch(one -> ofType(one, value));
    }
    return switch (rule.asText()) {
      case "null" -> value.isNull();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }
}
