package assistant.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

/// One synthesis for all tests: the stack as it comes, and one with every option given.
final class Synthesis {

  static final Map<String, Object> EVERY_OPTION =
      Map.ofEntries(
          Map.entry("model", "gpt-6-sol"),
          Map.entry("baseUrl", "https://models.example.com/v1"),
          Map.entry("maxTokensField", "max_tokens"),
          Map.entry("showThinking", "true"),
          Map.entry("reasoningEffort", "none"),
          Map.entry("temperature", "0.5"),
          Map.entry("systemPrompt", "You answer in rhyme."),
          Map.entry("dailyTokens", "250000"),
          Map.entry("access", "required"),
          Map.entry("apiOrigins", "https://shop.example.com"),
          Map.entry("apiSystemMessages", "false"),
          Map.entry("ratings", "false"),
          Map.entry("sharing", "true"),
          Map.entry("asksPerFiveMinutes", 7),
          Map.entry("maxQuestionChars", "1000"),
          Map.entry("maxHistoryTurns", "4"),
          Map.entry("maxOutputTokens", "300"),
          Map.entry("logContent", true),
          Map.entry("documents", true),
          Map.entry("documentsUrl", "https://docs.example.com"),
          Map.entry("onlyDocuments", "false"),
          Map.entry("passageChars", "6000"),
          Map.entry("llamaModel", "built-in"),
          Map.entry("llamaContext", 256),
          Map.entry("llamaThreads", "2"),
          Map.entry("memory", "2048"),
          Map.entry("architecture", "arm64"),
          Map.entry("reservedConcurrency", "5"),
          Map.entry("logDays", "7"),
          Map.entry("throttleRate", "3"),
          Map.entry("throttleBurst", "6"),
          Map.entry("domain", "ask.example.com"),
          Map.entry("certificate", "arn:aws:acm:us-east-1:111122223333:certificate/0a1b-2c3d"),
          Map.entry("hostedZone", "Z0123456789ABC"),
          Map.entry("waf", "true"),
          Map.entry("alarmEmail", "owner@example.com"),
          Map.entry("region", "us-east-1"),
          Map.entry("accountLogRole", "keep"));

  /// Bedrock takes the place of baseUrl and llamaModel, so it has a stack of its own.
  static final Map<String, Object> BEDROCK_OPTION = Map.of("provider", "bedrock");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ASSEMBLY = synthesise(Path.of("target", "assembly"));

  static final Template PLAIN = new Template(read(ASSEMBLY.resolve("LlmAssistant.template.json")));
  static final Template FULL = new Template(read(ASSEMBLY.resolve("Full.template.json")));

  static final Template BEDROCK = new Template(read(ASSEMBLY.resolve("Bedrock.template.json")));

  private Synthesis() {}

  static Path assembly() {
    return ASSEMBLY;
  }

  static App app(Path directory) {
    return new App(AppProps.builder().context(context()).outdir(directory.toString()).build());
  }

  static Path synthesise(Path directory) {
    var app = app(directory);
    Suppression.addTo(new AssistantStack(app, "LlmAssistant", Options.from(app), Path.of("..")));
    Suppression.addTo(new AssistantStack(app, "Full", Options.from(EVERY_OPTION), Path.of("..")));
    Suppression.addTo(
        new AssistantStack(app, "Bedrock", Options.from(BEDROCK_OPTION), Path.of("..")));
    Aspects.of(app)
        .add(
            AwsSolutionsChecks.Builder.create()
                .reports(true)
                .reportFormats(List.of(NagReportFormat.JSON))
                .build());
    return Path.of(app.synth().getDirectory());
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The flags under which the command line would run the app.
  private static Map<String, Object> context() {
    return JSON.convertValue(
        read(Path.of("cdk.json")).required("context"),
        new TypeReference<HashMap<String, Object>>() {});
  }
}
