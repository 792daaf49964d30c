package assistant.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AllowActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CustomResponseBodyProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CustomResponseProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;
import software.constructs.Construct;

/// At most 300 requests from one address in five minutes; what is over goes no further.
final class Firewall extends Construct {

  final CfnWebACL acl;

  Firewall(Construct scope) {
    super(scope, "Firewall");
    var block =
        BlockActionProperty.builder()
            .customResponse(
                CustomResponseProperty.builder()
                    .responseCode(429)
                    .customResponseBodyKey("problem")
                    .responseHeaders(List.of(Map.of("name", "Retry-After", "value", "300")))
                    .build())
            .build();
    var rule =
        RuleProperty.builder()
            .name("Rate")
            .priority(0)
            .statement(
                StatementProperty.builder()
                    .rateBasedStatement(
                        RateBasedStatementProperty.builder()
                            .aggregateKeyType("IP")
                            .limit(300)
                            .evaluationWindowSec(300)
                            .build())
                    .build())
            .action(RuleActionProperty.builder().block(block).build())
            .visibilityConfig(visibility("Rate"))
            .build();
    acl =
        CfnWebACL.Builder.create(this, "Acl")
            .scope("CLOUDFRONT")
            .defaultAction(
                DefaultActionProperty.builder()
                    .allow(AllowActionProperty.builder().build())
                    .build())
            .customResponseBodies(Map.of("problem", problem()))
            .rules(List.of(rule))
            .visibilityConfig(visibility("Acl"))
            .build();
  }

  private static CustomResponseBodyProperty problem() {
    return CustomResponseBodyProperty.builder()
        .contentType("APPLICATION_JSON")
        .content(
            """
            {"type":"about:blank","title":"Too many requests","status":429,"code":"rate_limited",\
            "detail":"Too many requests from your address. Try again in five minutes."}\
            """)
        .build();
  }

  private static VisibilityConfigProperty visibility(String name) {
    return VisibilityConfigProperty.builder()
        .metricName("LlmAssistant" + name)
        .cloudWatchMetricsEnabled(true)
        .sampledRequestsEnabled(false)
        .build();
  }
}
