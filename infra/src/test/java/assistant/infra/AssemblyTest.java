package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssemblyTest {

  /// Each is free while idle, but for the secret and, where chosen, the firewall.
  private static final Set<String> ALLOWED =
      Set.of(
          "AWS::ApiGateway::Account",
          "AWS::ApiGateway::Deployment",
          "AWS::ApiGateway::GatewayResponse",
          "AWS::ApiGateway::Method",
          "AWS::ApiGateway::Resource",
          "AWS::ApiGateway::RestApi",
          "AWS::ApiGateway::Stage",
          "AWS::CloudFront::Distribution",
          "AWS::CloudFront::Function",
          "AWS::CloudFront::OriginAccessControl",
          "AWS::CloudFront::OriginRequestPolicy",
          "AWS::CloudFront::ResponseHeadersPolicy",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::DynamoDB::Table",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::Function",
          "AWS::Lambda::Permission",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SecretsManager::Secret");

  private static final Set<String> CHOSEN =
      Set.of(
          "AWS::Route53::RecordSet",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::WAFv2::WebACL");

  @Test
  void nothingIsBilledByTheHour() {
    assertEquals(new TreeSet<>(ALLOWED), types(Synthesis.PLAIN));
    var all = new TreeSet<>(ALLOWED);
    all.addAll(CHOSEN);
    all.remove("AWS::ApiGateway::Account");
    assertEquals(all, types(Synthesis.FULL));
    for (var function : Synthesis.FULL.all("AWS::Lambda::Function")) {
      assertFalse(function.has("VpcConfig"));
    }
  }

  @Test
  void whatHoldsStateKeepsItsLogicalId() {
    for (var id :
        Set.of(
            "KeySecret4C0E54CF",
            "StoreTable0CCFA19B",
            "SiteBucket978D4AEB",
            "SiteDistribution390DED28",
            "FunctionHandlerB180C98D",
            "FunctionLogsB2C1DB5C",
            "GatewayApi4EDF2151",
            "GatewayLogs34792D0F")) {
      assertTrue(Synthesis.PLAIN.ids().contains(id), id + " would be replaced and its state lost");
    }
  }

  @Test
  void everythingGoesWithTheStack() {
    Synthesis.PLAIN
        .resources()
        .forEach(resource -> {
          assertEquals("Delete", resource.path("DeletionPolicy").asText("Delete"));
          assertEquals("Delete", resource.path("UpdateReplacePolicy").asText("Delete"));
        });
  }

  @Test
  void nothingHasAPhysicalNameThatASecondStackWouldClashWith() {
    for (var name : Set.of("BucketName", "TableName", "LogGroupName", "RoleName", "TopicName")) {
      assertTrue(Synthesis.FULL.resources().noneMatch(it -> it.path("Properties").has(name)), name);
    }
    for (var type : Set.of("AWS::SecretsManager::Secret", "AWS::CloudWatch::Alarm")) {
      for (var resource : Synthesis.FULL.all(type)) {
        assertFalse(resource.has("Name") || resource.has("AlarmName"));
      }
    }
  }

  /// CloudFront's names are the account's, whatever the region.
  @Test
  void namesThatCountInTheWholeAccountHoldTheRegion() {
    for (var kind : Set.of("OriginAccessControl", "OriginRequestPolicy", "ResponseHeadersPolicy")) {
      assertEquals(
          Json.of(
              "{'Fn::Join': ['', ['LlmAssistant-%s-', {'Ref': 'AWS::Region'}]]}".formatted(kind)),
          Synthesis.PLAIN.only("AWS::CloudFront::" + kind).at("/" + kind + "Config/Name"));
      assertEquals(
          "Full-" + kind + "-us-east-1",
          Synthesis.FULL.only("AWS::CloudFront::" + kind).at("/" + kind + "Config/Name").asText());
    }
  }

  @Test
  void theSameSourcesGiveTheSameTemplate() {
    var again = Synthesis.synthesise(Path.of("target", "assembly-again"));
    for (var file : Set.of("LlmAssistant.template.json", "Full.template.json")) {
      assertEquals(
          Synthesis.read(Synthesis.assembly().resolve(file)), Synthesis.read(again.resolve(file)));
    }
  }

  @Test
  void imagesAndTemplatesAreTellableFromOthers() {
    var assets = Synthesis.read(Synthesis.assembly().resolve("LlmAssistant.assets.json"));
    for (var image : assets.required("dockerImages")) {
      var tag = image.required("destinations").iterator().next().required("imageTag").asText();
      assertTrue(tag.startsWith("llm-assistant-"), tag);
    }
    for (var file : assets.required("files")) {
      var key = file.required("destinations").iterator().next().required("objectKey").asText();
      assertTrue(key.startsWith("llm-assistant/"), key);
    }
  }

  @Test
  void theImagesContextHoldsItsSourcesAlone() throws Exception {
    var assets = Synthesis.read(Synthesis.assembly().resolve("LlmAssistant.assets.json"));
    var folder = assets.required("dockerImages").findValue("directory").asText();
    var context = Synthesis.assembly().resolve(folder);
    try (Stream<Path> files = Files.walk(context)) {
      var names =
          files
              .filter(Files::isRegularFile)
              .map(file -> context.relativize(file).toString())
              .collect(Collectors.toSet());
      assertTrue(names.contains("Dockerfile"), names.toString());
      // Maven reads every module's, also of those that are not built; not those of a profile.
      var modules = Pattern.compile("<module>(.+)</module>");
      var project = Files.readString(Path.of("../pom.xml")).split("<profiles>", 2)[0];
      for (var module : modules.matcher(project).results().toList()) {
        assertTrue(names.contains(module.group(1) + "/pom.xml"), module.group(1));
      }
      for (var name : names) {
        assertFalse(name.startsWith("web/"), name);
        assertFalse(name.matches(".*(node_modules|target|\\.git/|\\.env).*"), name);
      }
    }
  }

  @Test
  void theOutputsNameWhatTheCommandsNeed() {
    var outputs = Synthesis.PLAIN.json().required("Outputs");
    for (var name :
        Set.of("Url", "ApiUrl", "SiteBucket", "KeySecret", "GuardTable", "FunctionLogs")) {
      assertTrue(outputs.has(name), name);
    }
  }

  private static Set<String> types(Template template) {
    return template
        .resources()
        .map(resource -> resource.required("Type"))
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
