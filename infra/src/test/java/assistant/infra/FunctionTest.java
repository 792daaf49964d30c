package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FunctionTest {

  private final JsonNode plain = Synthesis.PLAIN.only("AWS::Lambda::Function");
  private final JsonNode full = Synthesis.FULL.only("AWS::Lambda::Function");

  @Test
  void everyVariableIsDeclaredAndEmptyUnlessGiven() {
    assertEquals(
        Json.of(
            """
            {'ACCESS': '', 'API_ORIGINS': '', 'API_SYSTEM_MESSAGES': '', 'ASKS_PER_FIVE_MINUTES': '', 'DAILY_TOKENS': '', 'DOCUMENTS': '', 'DOCUMENTS_URL': '',
             'ONLY_DOCUMENTS': '', 'PASSAGE_CHARS': '', 'LLAMA_CONTEXT': '', 'LLAMA_MODEL': '',
             'LLAMA_THREADS': '', 'LOG_CONTENT': '',
             'MAX_HISTORY_TURNS': '', 'MAX_OUTPUT_TOKENS': '', 'MAX_QUESTION_CHARS': '',
             'MODEL_TIMEOUT': '100s', 'OPENAI_API_KEY': '', 'OPENAI_BASE_URL': '',
             'OPENAI_MAX_TOKENS_FIELD': '', 'SHOW_THINKING': '',
             'OPENAI_MODEL': '', 'OPENAI_REASONING_EFFORT': '', 'OPENAI_TEMPERATURE': '', 'ORIGIN_VERIFY': '',
             'SYSTEM_PROMPT': '', 'RATINGS': '', 'SHARING': '',
             'GUARD_TABLE': {'Ref': 'StoreTable0CCFA19B'},
             'OPENAI_API_KEY_SECRET': {'Ref': 'KeySecret4C0E54CF'}}
            """),
        plain.at("/Environment/Variables"));
  }

  @Test
  void everySettingOfTheFunctionIsAVariable() throws Exception {
    var declared = plain.at("/Environment/Variables");
    for (var setting : written("settings")) {
      if (!setting.at("/readBy/0").asText().equals("llama")) {
        var name = setting.required("name").asText();
        assertTrue(declared.has(name), name);
      }
    }
  }

  @Test
  void optionsAllowWhatTheFunctionAllows() throws Exception {
    for (var setting : written("settings")) {
      for (var option : Option.values()) {
        if (setting.required("name").asText().equals(option.variable)) {
          same(setting, option);
        }
      }
    }
  }

  private static void same(JsonNode setting, Option option) {
    var name = option.variable;
    if (setting.has("least")) {
      var least = setting.required("least").asLong();
      var most = setting.required("most").asLong();
      assertTrue(option.rule.accepts().test(Long.toString(least)), name + " least");
      assertTrue(option.rule.accepts().test(Long.toString(most)), name + " most");
      assertFalse(option.rule.accepts().test(Long.toString(least - 1)), name + " less");
      assertFalse(option.rule.accepts().test(Long.toString(most + 1)), name + " more");
    }
    for (var choice : setting.path("choices")) {
      assertTrue(option.rule.accepts().test(choice.asText()), name + " " + choice);
    }
  }

  @Test
  void optionsBecomeVariables() {
    assertEquals(
        Json.of(
            """
            {'ACCESS': 'required', 'API_ORIGINS': 'https://shop.example.com', 'API_SYSTEM_MESSAGES': 'false', 'ASKS_PER_FIVE_MINUTES': '7', 'DAILY_TOKENS': '250000',
             'DOCUMENTS': {'Fn::Join': ['', ['s3://', {'Ref': 'DocumentsBucket089EA665'}, '/documents.index']]},
             'DOCUMENTS_URL': 'https://docs.example.com', 'ONLY_DOCUMENTS': 'false', 'PASSAGE_CHARS': '6000', 'LLAMA_MODEL': 'built-in',
             'LLAMA_CONTEXT': '256', 'LLAMA_TEMPERATURE': '0.5', 'LLAMA_THREADS': '2',
             'LOG_CONTENT': 'true',
             'MAX_HISTORY_TURNS': '4', 'MAX_OUTPUT_TOKENS': '300', 'MAX_QUESTION_CHARS': '1000',
             'MODEL_TIMEOUT': '100s', 'OPENAI_API_KEY': '',
             'OPENAI_BASE_URL': 'https://models.example.com/v1',
             'OPENAI_MAX_TOKENS_FIELD': 'max_tokens', 'SHOW_THINKING': 'true',
             'OPENAI_MODEL': 'gpt-6-sol', 'OPENAI_REASONING_EFFORT': 'none',
             'OPENAI_TEMPERATURE': '0.5', 'ORIGIN_VERIFY': '', 'SYSTEM_PROMPT': 'You answer in rhyme.', 'RATINGS': 'false', 'SHARING': 'true',
             'GUARD_TABLE': {'Ref': 'StoreTable0CCFA19B'},
             'OPENAI_API_KEY_SECRET': {'Ref': 'KeySecret4C0E54CF'}}
            """),
        full.at("/Environment/Variables"));
  }

  @Test
  void noVariableHoldsASecret() {
    var secret = Pattern.compile("\\{\\{resolve:|sk-\\w");
    assertFalse(secret.matcher(plain.required("Environment").toString()).find());
    assertFalse(secret.matcher(full.required("Environment").toString()).find());
  }

  @Test
  void theRoleMayDoThisAndNoMore() {
    assertEquals(
        Json.of(
            """
            [{'Effect': 'Allow', 'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'],
              'Resource': {'Fn::GetAtt': ['FunctionLogsB2C1DB5C', 'Arn']}},
             {'Effect': 'Allow', 'Action': 'secretsmanager:GetSecretValue',
              'Resource': {'Ref': 'KeySecret4C0E54CF'}},
             {'Effect': 'Allow', 'Resource': {'Fn::GetAtt': ['StoreTable0CCFA19B', 'Arn']},
              'Action': ['dynamodb:GetItem', 'dynamodb:UpdateItem']},
             {'Effect': 'Allow', 'Resource': '*',
              'Action': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']}]
            """),
        Synthesis.PLAIN.only("AWS::IAM::Policy").at("/PolicyDocument/Statement"));
    assertEquals(
        Json.of(
            """
            {'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [
              {'Effect': 'Allow', 'Action': 'sts:AssumeRole',
               'Principal': {'Service': 'lambda.amazonaws.com'}}]}}
            """),
        Synthesis.PLAIN.json().at("/Resources/FunctionRole8EE059BE/Properties"));
  }

  @Test
  void theRoleMayDoToTheTableWhatTheGuardDoes() throws Exception {
    var done =
        StreamSupport.stream(written("table").path("operations").spliterator(), false)
            .map(operation -> "dynamodb:" + operation.asText())
            .collect(Collectors.toCollection(TreeSet::new));
    var allowed = new TreeSet<String>();
    for (var statement : Synthesis.PLAIN.only("AWS::IAM::Policy").findValue("Statement")) {
      for (var action : statement.required("Action")) {
        if (action.asText().startsWith("dynamodb:")) {
          allowed.add(action.asText());
        }
      }
    }
    assertEquals(done, allowed);
  }

  @Test
  void bedrocksModelMayBeAskedAndNothingElseOfBedrock() throws Exception {
    assertEquals(
        "bedrock",
        Synthesis.BEDROCK
            .only("AWS::Lambda::Function")
            .at("/Environment/Variables/OPENAI_BASE_URL")
            .asText());
    var statements = Synthesis.BEDROCK.only("AWS::IAM::Policy").at("/PolicyDocument/Statement");
    var bedrock = new java.util.ArrayList<JsonNode>();
    for (var statement : statements) {
      if (statement.required("Action").toString().contains("bedrock")) {
        bedrock.add(statement);
      }
    }
    assertEquals(
        List.of(
            Json.of(
                """
                {'Effect': 'Allow',
                 'Action': ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
                 'Resource': [
                   {'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':bedrock:', {'Ref': 'AWS::Region'}, ':',
                     {'Ref': 'AWS::AccountId'}, ':inference-profile/global.openai.gpt-6-luna']]},
                   {'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':bedrock:*:', {'Ref': 'AWS::AccountId'},
                     ':project/default']]},
                   {'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':bedrock:*::foundation-model/openai.gpt-6-luna']]}]}
                """)),
        bedrock);
    assertFalse(
        Synthesis.PLAIN.only("AWS::IAM::Policy").toString().contains("bedrock:"), "without option");
  }

  @Test
  void onlyTheApiMayCallIt() {
    var permission = Synthesis.PLAIN.only("AWS::Lambda::Permission");
    assertEquals("apigateway.amazonaws.com", permission.required("Principal").asText());
    var source = permission.required("SourceArn").toString();
    assertTrue(source.contains("GatewayApi4EDF2151"), source);
    assertTrue(source.contains("GatewayApiDeploymentStageprod"), source);
    assertTrue(Synthesis.PLAIN.all("AWS::Lambda::Url").isEmpty());
  }

  @Test
  void itRunsTheImageForAsLongAsItMust() {
    assertEquals("Image", plain.required("PackageType").asText());
    assertEquals(120, plain.required("Timeout").asInt());
    assertEquals("Active", plain.at("/TracingConfig/Mode").asText());
    assertEquals(
        Json.of("{'LogFormat': 'JSON', 'LogGroup': {'Ref': 'FunctionLogsB2C1DB5C'}}"),
        plain.required("LoggingConfig"));
    assertFalse(plain.has("ReservedConcurrentExecutions"));
    assertEquals(1024, plain.required("MemorySize").asInt());
    assertEquals(5, full.required("ReservedConcurrentExecutions").asInt());
    assertEquals(2048, full.required("MemorySize").asInt());
  }

  @Test
  void theArchitectureIsTheDeployingMachinesUnlessTold() {
    var own = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    assertEquals(own, plain.at("/Architectures/0").asText());
    assertEquals("arm64", full.at("/Architectures/0").asText());
    var images =
        Synthesis.read(Synthesis.assembly().resolve("Full.assets.json")).required("dockerImages");
    assertEquals(
        "linux/arm64",
        images.valueStream().findFirst().orElseThrow().at("/source/platform").asText());
  }

  @Test
  void logsAreKeptForADecidedTimeAndGoWithTheStack() {
    for (var template : new Template[] {Synthesis.PLAIN, Synthesis.FULL}) {
      var days = template == Synthesis.PLAIN ? 30 : 7;
      var groups = template.all("AWS::Logs::LogGroup");
      assertEquals(2, groups.size());
      groups.forEach(group -> assertEquals(days, group.required("RetentionInDays").asInt()));
    }
  }

  /// A file of facts that the function's own tests hold to its code.
  private static JsonNode written(String name) throws IOException {
    return Json.of(Files.readString(Path.of("../function", name + ".json")));
  }
}
