package assistant.infra;

import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The whole assistant: secret and table, function, API, page, alarms.
final class AssistantStack extends Stack {

  AssistantStack(Construct scope, String id, Options options, Path root) {
    super(scope, id, props(options));
    var key = new Key(this);
    var store = new Store(this);
    var documents =
        options.isOn(Option.DOCUMENTS)
            ? Optional.of(new Documents(this))
            : Optional.<Documents>empty();
    var function = new Function(this, options, root, key, store, documents);
    var gateway = new Gateway(this, options, function);
    var site = new Site(this, options, root, key, gateway);
    new Watch(this, options, function, gateway);
    options
        .value(Option.HOSTED_ZONE)
        .ifPresent(
            zone -> new Records(this, zone, options.value(Option.DOMAIN).orElseThrow(), site));

    var domain = site.distribution.getDistributionDomainName();
    output("Url", "https://" + options.value(Option.DOMAIN, domain));
    output("ApiUrl", gateway.api.getUrl() + "api/");
    output("SetKeyCommand", "make set-key");
    output("Distribution", domain);
    output("SiteBucket", site.bucket.getBucketName());
    output("KeySecret", key.secret.getSecretArn());
    output("GuardTable", store.table.getTableName());
    documents.ifPresent(some -> output("DocumentsBucket", some.bucket.getBucketName()));
    output("FunctionLogs", function.logs.getLogGroupName());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }

  private static StackProps props(Options options) {
    // By these `make destroy` knows our images and templates in the account's shared asset stores.
    var synthesizer =
        DefaultStackSynthesizer.Builder.create()
            .dockerTagPrefix("llm-assistant-")
            .bucketPrefix("llm-assistant/")
            .build();
    var props =
        StackProps.builder()
            .description("LLM Assistant: a question page on a language model")
            .synthesizer(synthesizer);
    options
        .value(Option.REGION)
        .ifPresent(region ->
            props.env(
                Environment.builder()
                    .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                    .region(region)
                    .build()));
    return props.build();
  }
}
