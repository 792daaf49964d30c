package assistant.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/// What a role needs to ask one model of Bedrock's, and no more: the inference profile, the model
/// that it leads to wherever that runs, and the account's project, without which Bedrock refuses
/// with words about the model.
record Bedrock(String model) {

  /// The function's own default; a test of the commands holds it and theirs together.
  static final String DEFAULT_MODEL = "global.openai.gpt-6-luna";

  /// A profile's id is the model's with a geography before it.
  private static final Pattern PROFILE =
      Pattern.compile("(global|us|eu|apac|jp|au|ca|sa|us-gov)\\.(.+)");

  static Bedrock of(Options options) {
    return new Bedrock(options.value(Option.MODEL, DEFAULT_MODEL));
  }

  void grant(Role role) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"))
            .resources(resources())
            .build());
  }

  private List<String> resources() {
    var resources = new ArrayList<String>();
    var profile = PROFILE.matcher(model);
    if (profile.matches()) {
      resources.add(arn(Aws.REGION, Aws.ACCOUNT_ID, "inference-profile/" + model));
      // A global profile's own model is in no region.
      resources.add(arn("*", "", "foundation-model/" + profile.group(2)));
    } else {
      resources.add(arn(Aws.REGION, "", "foundation-model/" + model));
    }
    resources.add(arn("*", Aws.ACCOUNT_ID, "project/default"));
    return resources;
  }

  private static String arn(String region, String account, String resource) {
    return "arn:%s:bedrock:%s:%s:%s".formatted(Aws.PARTITION, region, account, resource);
  }
}
