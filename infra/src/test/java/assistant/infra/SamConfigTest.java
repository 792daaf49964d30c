package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SamConfigTest {

  private static final Pattern TABLE = Pattern.compile("\\[(.+)]");
  private static final Pattern ENTRY = Pattern.compile("(\\w+) = (.+)");

  @Test
  void theConfigurationIsThatOfSamLocal() throws Exception {
    assertEquals(
        """
        default.build.parameters.template_file = "infra/cdk.out/LlmAssistant.template.json"
        default.build.parameters.use_buildkit = true
        default.local_invoke.parameters.env_vars = "infra/sam-local.json"
        default.local_invoke.parameters.skip_pull_image = true
        default.local_invoke.parameters.template_file = ".aws-sam/build/template.yaml"
        default.local_start_api.parameters.env_vars = "infra/sam-local.json"
        default.local_start_api.parameters.port = 3000
        default.local_start_api.parameters.skip_pull_image = true
        default.local_start_api.parameters.template_file = ".aws-sam/build/template.yaml"
        version = 0.1
        """,
        entries());
  }

  @Test
  void thePathsExist() {
    assertTrue(Files.exists(Synthesis.assembly().resolve("LlmAssistant.template.json")));
    assertEquals("cdk.out", Synthesis.read(Path.of("cdk.json")).required("output").asText());
    assertTrue(Files.exists(Path.of("sam-local.json")));
  }

  @Test
  void whatTheLaptopCannotReachIsSwitchedOffByVariablesThatTheTemplateDeclares() {
    var parameters = Synthesis.read(Path.of("sam-local.json")).required("Parameters");
    var declared = Synthesis.PLAIN.only("AWS::Lambda::Function").at("/Environment/Variables");
    assertEquals(Json.of("{'GUARD_TABLE': '', 'OPENAI_API_KEY_SECRET': ''}"), parameters);
    parameters.propertyStream().forEach(entry -> assertTrue(declared.has(entry.getKey())));
  }

  private static String entries() throws Exception {
    var entries = new TreeMap<String, String>();
    var table = "";
    for (var line : Files.readAllLines(Path.of("../samconfig.toml"))) {
      var header = TABLE.matcher(line);
      var entry = ENTRY.matcher(line);
      if (header.matches()) {
        table = header.group(1) + ".";
      } else if (entry.matches()) {
        entries.put(table + entry.group(1), entry.group(2));
      }
    }
    var text = new StringBuilder();
    entries.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }
}
