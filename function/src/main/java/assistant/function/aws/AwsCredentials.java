package assistant.function.aws;

import assistant.function.base.Env;
import java.util.Optional;

/// What Lambda gives a function to sign its requests to AWS with.
public record AwsCredentials(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  public static AwsCredentials of(Env env) {
    return new AwsCredentials(
        env.text("AWS_ACCESS_KEY_ID").orElseThrow(() -> missing("AWS_ACCESS_KEY_ID")),
        env.text("AWS_SECRET_ACCESS_KEY").orElseThrow(() -> missing("AWS_SECRET_ACCESS_KEY")),
        env.text("AWS_SESSION_TOKEN"));
  }

  private static IllegalArgumentException missing(String name) {
    return Env.malformed(
        name,
        "set, to use GUARD_TABLE, OPENAI_API_KEY_SECRET or Bedrock; Lambda sets it by itself");
  }
}
