package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model               | gpt 6
          baseUrl             | models.example.com/v1
          baseUrl             | ftp://models.example.com
          reasoningEffort     | HIGH
          temperature         | 2.5
          systemPrompt        | ''
          dailyTokens         | 0
          dailyTokens         | 1e6
          dailyTokens         | 99999999999999999999
          apiOrigins          | shop.example.com
          apiOrigins          | https://shop.example.com/
          apiSystemMessages   | no
          asksPerFiveMinutes  | -1
          maxQuestionChars    | many
          maxHistoryTurns     | 201
          maxOutputTokens     | 1.5
          logContent          | yes
          llamaModel          | /models/model.gguf
          llamaModel          | models/../pom.xml
          llamaContext        | 127
          llamaThreads        | 0
          memory              | 128
          architecture        | amd64
          reservedConcurrency | 0
          logDays             | 2
          throttleRate        | 0
          throttleBurst       | 5001
          region              | Frankfurt
          waf                 | on
          alarmEmail          | owner
          accountLogRole      | remove
          """)
  void anInvalidValueIsRefusedByName(String key, String value) {
    var refusal = refusal(Map.of(key, value));
    assertTrue(refusal.startsWith("Option " + key + " must be "), refusal);
    assertTrue(refusal.endsWith("; it is \"" + value + "\"."), refusal);
  }

  @Test
  void aMisspeltOptionIsRefusedWithTheListOfAll() {
    var refusal = refusal(Map.of("modle", "gpt-6-luna"));
    assertTrue(refusal.startsWith("There is no option modle. The options: model, baseUrl, "));
  }

  @Test
  void aDomainNeedsACertificateAndTheReverse() {
    var both = "Options domain and certificate go together: give both or neither.";
    assertEquals(both, refusal(Map.of("domain", "ask.example.com")));
    assertEquals(
        both,
        refusal(Map.of("certificate", "arn:aws:acm:us-east-1:111122223333:certificate/0a1b")));
    assertEquals(
        "Option certificate must be the ARN of a certificate in us-east-1, where CloudFront looks"
            + " for it; it is \"arn:aws:acm:eu-west-1:111122223333:certificate/0a1b\".",
        refusal(
            Map.of(
                "domain", "ask.example.com",
                "certificate", "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b")));
  }

  @Test
  void aHostedZoneNeedsADomain() {
    assertEquals(
        "Option hostedZone is for the record of a domain: give domain and certificate too.",
        refusal(Map.of("hostedZone", "Z0123456789ABC")));
  }

  @Test
  void contextAndThreadsAreForAModelInTheFunction() {
    for (var key : new String[] {"llamaContext", "llamaThreads"}) {
      assertEquals(
          "Options llamaContext and llamaThreads are for a model in the function: give llamaModel too.",
          refusal(Map.of(key, 512)));
    }
  }

  @Test
  void aFirewallNeedsItsRegion() {
    var where =
        "Option waf needs option region to be us-east-1: AWS keeps the firewalls of CloudFront there.";
    assertEquals(where, refusal(Map.of("waf", "true")));
    assertEquals(where, refusal(Map.of("waf", "true", "region", "eu-west-1")));
    assertTrue(Options.from(Map.of("waf", "true", "region", "us-east-1")).isOn(Option.WAF));
  }

  @Test
  void theCdksOwnKeysAreNotOptions() {
    var context = Map.<String, Object>of("@aws-cdk/core:x", true, "aws:cdk:y", 1, "cli-z", "");
    assertEquals(Map.of(), Options.from(context).given());
  }

  @Test
  void theFullStacksTryEveryOption() {
    var tried = new TreeSet<>(Synthesis.EVERY_OPTION.keySet());
    tried.addAll(Synthesis.BEDROCK_OPTION.keySet());
    assertEquals(
        Stream.of(Option.values()).map(Option::key).collect(Collectors.toCollection(TreeSet::new)),
        tried);
  }

  @Test
  void everyOptionIsDocumented() throws Exception {
    var page = Files.readString(Path.of("../docs/deploy.md"));
    for (var option : Option.values()) {
      assertTrue(page.contains("| `" + option.key() + "` |"), option.key());
    }
  }

  private static String refusal(Map<String, Object> context) {
    return assertThrows(IllegalArgumentException.class, () -> Options.from(context)).getMessage();
  }
}
