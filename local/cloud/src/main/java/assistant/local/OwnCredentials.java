package assistant.local;

import java.util.Map;
import java.util.Optional;

/// The owner's own AWS credentials, which sign for Bedrock where it answers on this machine.
final class OwnCredentials {
  private OwnCredentials() {}

  private static boolean needed(Map<String, String> environment) {
    return environment.getOrDefault("OPENAI_BASE_URL", "").equalsIgnoreCase("bedrock")
        && environment.getOrDefault("LLAMA_MODEL", "").isBlank();
  }

  /// The access key's id, where they are used.
  static Optional<String> key(Map<String, String> environment) {
    return needed(environment)
        ? Optional.of(environment.getOrDefault("AWS_ACCESS_KEY_ID", "").strip())
        : Optional.empty();
  }

  /// What to do where they are used and are not there.
  static Optional<String> missing(Map<String, String> environment) {
    boolean there =
        !environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isBlank()
            && !environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "").isBlank();
    return !needed(environment) || there
        ? Optional.empty()
        : Optional.of(
            "OPENAI_BASE_URL=bedrock signs with your own AWS credentials, and there are none in the environment. Export them:\n"
                + "  eval \"$(aws configure export-credentials --format env)\"\n"
                + "and set AWS_REGION (else us-east-1). make doctor OPTIONS=\"-c provider=bedrock\" then asks the model once, and says what is missing.");
  }
}
