package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
  void theGuardsTableExpiresAndGoesWithTheStack() {
    assertEquals(
        Json.of(
            """
            {'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
             'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
             'BillingMode': 'PAY_PER_REQUEST',
             'TimeToLiveSpecification': {'AttributeName': 'expires', 'Enabled': true}}
            """),
        plain.only("AWS::DynamoDB::Table"));
  }
}
