package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeyTest {

  private final Template plain = Synthesis.PLAIN;

  @Test
  void theSecretIsMadeWithoutAKeyAndWithAToken() {
    assertEquals(
        Json.of(
            """
            {'SecretStringTemplate': '{\\'apiKey\\':\\'\\'}', 'GenerateStringKey': 'originVerify',
             'PasswordLength': 48, 'ExcludePunctuation': true}
            """
                .replace("\\'", "\\\"")),
        plain.only("AWS::SecretsManager::Secret").required("GenerateSecretString"));
    assertFalse(plain.only("AWS::SecretsManager::Secret").has("SecretString"));
  }

  @Test
  void theTokenIsResolvedInOneHeaderAndNowhereElse() {
    var header =
        plain
            .only("AWS::CloudFront::Distribution")
            .at("/DistributionConfig/Origins")
            .findValue("OriginCustomHeaders");
    assertEquals(
        Json.of(
            """
            [{'HeaderName': 'x-origin-verify', 'HeaderValue': {'Fn::Join': ['', [
              '{{resolve:secretsmanager:', {'Ref': 'KeySecret4C0E54CF'},
              ':SecretString:originVerify::}}']]}}]
            """),
        header);
    var references = Pattern.compile("\\{\\{resolve:").matcher(plain.json().toString());
    assertEquals(1, references.results().count());
  }

  @Test
  void theGuardsTableIsAsTheFunctionUsesIt() throws IOException {
    var written = Json.of(Files.readString(Path.of("../function/table.json")));
    assertEquals(
        Json.of(
            """
            {'AttributeDefinitions': [{'AttributeName': '%1$s', 'AttributeType': '%2$s'}],
             'KeySchema': [{'AttributeName': '%1$s', 'KeyType': 'HASH'}],
             'BillingMode': 'PAY_PER_REQUEST',
             'TimeToLiveSpecification': {'AttributeName': '%3$s', 'Enabled': true}}
            """
                .formatted(
                    written.at("/key/name").asText(),
                    written.at("/key/type").asText(),
                    written.required("expiry").asText())),
        plain.only("AWS::DynamoDB::Table"));
  }
}
