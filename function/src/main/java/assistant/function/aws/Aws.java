package assistant.function.aws;

import assistant.function.base.Env;
import assistant.function.net.HttpClients;
import java.time.InstantSource;

/// What the function can have of AWS, by the region and the credentials that Lambda sets.
public record Aws(Env env) {
  /// Where its services are reached in the partition of this region.
  public static String domain(String region) {
    if (region.startsWith("cn-")) {
      return "amazonaws.com.cn";
    }
    return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
  }

  /// `id` is the secret's name or ARN.
  public Secret secret(String id) {
    return new Secret(
        AwsService.secretsManager(HttpClients.shared(), env), id, InstantSource.system());
  }

  /// The bucket of this name.
  public Bucket bucket(String name) {
    return new Bucket(HttpClients.shared(), env, name);
  }

  /// The DynamoDB table of this name.
  public Table table(String name) {
    return new Table(AwsService.dynamoDb(HttpClients.shared(), env), name);
  }
}
