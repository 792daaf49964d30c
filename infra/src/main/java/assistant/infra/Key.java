package assistant.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// The one secret, `{"apiKey": "", "originVerify": "…"}`: a key to fill in and a generated token.
final class Key extends Construct {

  final Secret secret;

  Key(Construct scope) {
    super(scope, "Key");
    secret =
        Secret.Builder.create(this, "Secret")
            .description(
                "LLM Assistant: the model's API key, and the token by which CloudFront is known")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .secretStringTemplate("{\"apiKey\":\"\"}")
                    .generateStringKey("originVerify")
                    .passwordLength(48)
                    .excludePunctuation(true)
                    .build())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /// A reference that CloudFormation resolves at deployment; the template holds no value.
  String originToken() {
    return secret.secretValueFromJson("originVerify").unsafeUnwrap();
  }
}
