package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.CfnLogGroup;

class RulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"LlmAssistant", "Full", "Bedrock"})
  void cdkNagFindsNothingThatIsNotReasonedAway(String stack) {
    var report =
        Synthesis.read(Synthesis.assembly().resolve("AwsSolutions-" + stack + "-NagReport.json"));
    var lines = report.required("lines");
    assertFalse(lines.isEmpty(), "the rules ran");
    for (var line : lines) {
      var compliance = line.required("compliance").asText();
      assertTrue(
          compliance.equals("Compliant") || compliance.equals("Suppressed"), line.toString());
    }
  }

  @Test
  void everySuppressionIsNeeded() {
    // What only the full stack has, it alone can need.
    var used = suppressed("LlmAssistant");
    suppressed("Full").stream().filter(it -> it.startsWith("Documents/")).forEach(used::add);
    assertEquals(
        Suppression.ALL.stream()
            .map(it -> it.path() + " " + it.rule())
            .collect(Collectors.toCollection(TreeSet::new)),
        used);
  }

  private static TreeSet<String> suppressed(String stack) {
    var used = new TreeSet<String>();
    var report = "AwsSolutions-" + stack + "-NagReport.json";
    for (var line : Synthesis.read(Synthesis.assembly().resolve(report)).required("lines")) {
      if (line.required("compliance").asText().equals("Suppressed")) {
        var resource = line.required("resourceId").asText().substring(stack.length() + 1);
        used.add(resource + " " + line.required("ruleId").asText());
      }
    }
    return used;
  }

  @Test
  void theCdksOwnRulesFindNothingNotEvenToWarnOf() {
    assertEquals(List.of(), findings(Synthesis.assembly()));
  }

  @Test
  void theCdksOwnRulesRun(@TempDir Path folder) {
    var app = Synthesis.app(folder);
    CfnLogGroup.Builder.create(new Stack(app, "Wrong"), "Logs").retentionInDays(2).build();
    app.synth();
    assertEquals(List.of("W3030"), findings(folder));
  }

  private static List<String> findings(Path assembly) {
    return Synthesis.read(assembly.resolve("validation-report.json")).findValuesAsText("ruleName");
  }
}
