package assistant.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The function's image, and its role: it may read one secret and one index of documents, use one
/// table and write one log.
final class Function extends Construct {

  final LogGroup logs;
  final DockerImageFunction handler;

  Function(
      Construct scope,
      Options options,
      Path root,
      Key key,
      Store store,
      Optional<Documents> documents) {
    super(scope, "Function");
    logs = Retention.logs(this, options);
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    logs.grantWrite(role);
    Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(role)
            .actions(List.of("secretsmanager:GetSecretValue"))
            .resourceArns(List.of(key.secret.getSecretArn()))
            .build());
    store.table.grant(role, "dynamodb:GetItem", "dynamodb:UpdateItem");
    documents.ifPresent(some -> some.grantRead(role));
    if (options.value(Option.PROVIDER).isPresent()) {
      Bedrock.of(options).grant(role);
    }

    var commit = System.getenv().getOrDefault("COMMIT", "unknown");
    var arm = options.value(Option.ARCHITECTURE, deployingMachine()).equals("arm64");
    var image = Image.of(options, root);
    handler =
        DockerImageFunction.Builder.create(this, "Handler")
            .description("LLM Assistant: asks the model and streams the answer")
            .code(image.code(root, arm, commit))
            .architecture(arm ? Architecture.ARM_64 : Architecture.X86_64)
            .memorySize(options.number(Option.MEMORY, image.megabytes()))
            .timeout(Waits.FUNCTION)
            .reservedConcurrentExecutions(
                options.value(Option.RESERVED_CONCURRENCY).map(Integer::valueOf).orElse(null))
            .environment(environment(options, image, key, store, documents))
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .tracing(Tracing.ACTIVE)
            .build();
  }

  /// All of them, for `sam local` overrides no other; an empty one stands for the default.
  private static Map<String, String> environment(
      Options options, Image image, Key key, Store store, Optional<Documents> documents) {
    var environment = new TreeMap<String, String>();
    for (var option : Option.values()) {
      if (option.variable != null) {
        environment.put(option.variable, options.value(option, ""));
      }
    }
    environment.putAll(image.variables());
    options.value(Option.PROVIDER).ifPresent(name -> environment.put("OPENAI_BASE_URL", name));
    environment.put("OPENAI_API_KEY", "");
    environment.put("OPENAI_API_KEY_SECRET", key.secret.getSecretArn());
    environment.put("GUARD_TABLE", store.table.getTableName());
    environment.put("DOCUMENTS", documents.map(Documents::place).orElse(""));
    environment.put("ORIGIN_VERIFY", "");
    environment.put("MODEL_TIMEOUT", Waits.MODEL.toSeconds() + "s");
    return environment;
  }

  private static String deployingMachine() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}
