package assistant.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// A topic that mails the alarms to one address, which AWS first asks to confirm.
final class Mail extends Construct {

  final Topic topic;

  Mail(Construct scope, String address) {
    super(scope, "Mail");
    topic =
        Topic.Builder.create(this, "Topic").displayName("LLM Assistant").enforceSsl(true).build();
    topic.addSubscription(new EmailSubscription(address));
    // A topic with a policy of its own loses the default one, by which the alarms could publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("sns:Publish"))
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
  }
}
