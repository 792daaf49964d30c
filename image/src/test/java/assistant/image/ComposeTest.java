package assistant.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// The compose file against what the image has and the documentation says.
class ComposeTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String TEXT = read("image/compose.yaml");
  private static final Map<String, Object> FILE = new Yaml().load(TEXT);

  @ParameterizedTest
  @ValueSource(strings = {"page", "proxy", "ollama"})
  void nothingThatStaysUpHasAnyPrivilege(String name) {
    assertEquals(List.of("ALL"), service(name).get("cap_drop"));
    assertEquals(List.of("no-new-privileges:true"), service(name).get("security_opt"));
  }

  /// The image test runs the page with these very limits.
  @Test
  void pageRunsAsTheImageIsTested() {
    Map<String, Object> page = service("page");
    assertEquals(true, page.get("read_only"));
    assertEquals("1000:1000", page.get("user"));
    assertEquals("512m", page.get("mem_limit"));
    assertEquals("512m", page.get("memswap_limit"));
    assertEquals(512, page.get("pids_limit"));
    assertEquals(List.of("counts:/data"), page.get("volumes"));
    assertEquals(
        List.of("CMD", "/opt/assistant/bin/healthy"), map(page.get("healthcheck")).get("test"));
  }

  @Test
  void pageBelievesTheProxysNetworkAloneAndIsReachedByItAlone() {
    Map<String, Object> front = map(map(FILE.get("networks")).get("front"));
    Object subnet = map(((List<?>) map(front.get("ipam")).get("config")).getFirst()).get("subnet");
    assertEquals(subnet, map(service("page").get("environment")).get("TRUSTED_PROXIES"));
    assertTrue(!service("page").containsKey("ports"));
    assertTrue(read("image/Caddyfile").contains("reverse_proxy page:8080 {"));
    assertEquals(List.of("front"), service("proxy").get("networks"));
    assertEquals(List.of("back"), service("ollama").get("networks"));
  }

  @Test
  void everyVariableIsDocumented() {
    String table = read("docs/container.md");
    TreeSet<String> variables =
        Pattern.compile("\\$\\{([A-Z_]+)")
            .matcher(TEXT)
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(name -> !table.contains("`" + name + "`"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(), variables);
  }

  private static Map<String, Object> service(String name) {
    return map(map(FILE.get("services")).get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }

  private static String read(String file) {
    try {
      return Files.readString(TOP.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
