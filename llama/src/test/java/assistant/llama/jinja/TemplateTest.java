package assistant.llama.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates of this project's own that use what the real ones use, held against what Python's
/// jinja2 made of them: `llama/templates/record.py` wrote that down.
final class TemplateTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 30, 12, 0);
  private static final Map<String, Object> NOTHING = Map.of();

  static Stream<String> templates() throws IOException {
    return json("expected").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void itIsRenderedAsJinja2DoesIt(String name) throws IOException {
    Template template = Template.of(text(name + ".jinja"));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> expected : json("expected").get(name).properties()) {
      Map<String, Object> values = new HashMap<>(Map.of("bos_token", "<s>", "eos_token", "</s>"));
      values.put("tools", null);
      values.put("documents", null);
      json("conversations")
          .get(expected.getKey())
          .properties()
          .forEach(value -> values.put(value.getKey(), plain(value.getValue())));
      String wanted = expected.getValue().isNull() ? "refused" : expected.getValue().asText();
      String made = rendered(template, values);
      if (expected.getValue().isNull() ? !made.startsWith("refused") : !made.equals(wanted)) {
        wrong.add(expected.getKey() + ":\n" + wanted + "\nbut was:\n" + made);
      }
    }
    assertEquals(List.of(), wrong, () -> String.join("\n\n", wrong));
  }

  @Test
  void itsOwnRefusalIsTold() {
    TemplateException refused =
        assertThrows(
            TemplateException.class,
            () -> Template.of("{{ raise_exception('no ' ~ 1) }}").render(NOTHING, NOON));
    assertEquals("no 1", refused.getMessage());
  }

  /// Each would take minutes, or more memory than there is.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='aaaaaaaa') %}{% for a in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% for a in range(9999) %}{{ 'aaaaaaaaaa' * 1000 }}{% endfor %}",
        "{{ 'a' * 999999999999 }}",
        "{{ ('a' * 999999).replace('a', 'b' * 999999) }}",
        "{{ ('a' * 999999).replace('', 'b' * 999999) }}",
        "{{ range(999999999) }}",
        "{{ (range(99999) | list) | join('x' * 99999) }}",
        "{{ ('a\n' * 99999) | indent(99999) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(99999) %}{{ ('a' * 3999999).count('b') }}{% endfor %}",
        "{% for a in range(99999) %}{{ 'b' in x }}{% endfor %}",
        "{{ '' | center(999999999999) }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ [[[[x]]]] | tojson(indent=999999999) * 9999 }}"
      })
  void noTemplateRunsForEverOrFillsTheMemory(String source) {
    Map<String, Object> values = Map.of("x", "a".repeat(3_000_000));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThrows(TemplateException.class, () -> Template.of(source).render(values, NOON)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ", "{% if %}", "{% for x in y %}", "{{ 'a }}", "{% endif %}", "{{ 1 + }}",
            "{% unknown %}",
        "{{ a | }}", "{# x", "{% raw %}x", "{{ 99999999999999999999 }}", "{% set %}",
            "{{ '\\u12' }}", "{% block x %}"
      })
  void whatIsNoTemplateIsRefused(String source) {
    assertThrows(TemplateException.class, () -> Template.of(source));
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String deep = "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}";
    assertThrows(TemplateException.class, () -> Template.of(deep));
    String chain = "{{ 1" + " + 1".repeat(100_000) + " }}";
    assertTrue(rendered(Template.of(chain), NOTHING).matches("100001|refused.*"));
  }

  /// Neither Java's nor Python's ways out of the values.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.getClass() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ messages.append(1) }}",
        "{{ messages[0].update({}) }}",
        "{% set messages[0].role = 'x' %}",
        "{{ self.x() }}",
        "{% include 'file' %}",
        "{% import 'file' as f %}"
      })
  void nothingButItsValuesIsReached(String source) {
    Map<String, Object> values = Map.of("messages", List.of(Map.of("role", "user")));
    assertThrows(TemplateException.class, () -> Template.of(source).render(values, NOON));
  }

  private static String rendered(Template template, Map<String, Object> values) {
    try {
      return template.render(values, NOON);
    } catch (TemplateException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case NUMBER -> node.isIntegralNumber() ? (Object) node.asLong() : node.asDouble();
      case BOOLEAN -> node.asBoolean();
      case NULL -> null;
      default -> node.asText();
    };
  }

  private static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(text(name + ".json"));
  }

  private static String text(String file) throws IOException {
    try (InputStream in = TemplateTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
