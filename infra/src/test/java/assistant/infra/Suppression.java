package assistant.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Stack;

/// A rule of cdk-nag that one resource breaks on purpose, and the reason.
record Suppression(String path, String rule, String reason) {

  static final List<Suppression> ALL =
      List.of(
          new Suppression(
              "Key/Secret/Resource",
              "AwsSolutions-SMG4",
              "The provider issues the key; nothing here could make a new one. `make set-key`"
                  + " does."),
          new Suppression(
              "Store/Table/Resource",
              "AwsSolutions-DDB3",
              "The table holds counters that expire within days; there is nothing to go back to."),
          new Suppression(
              "Function/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5",
              "X-Ray's two actions take no resource; everything else names one."),
          new Suppression(
              "Gateway/Api/Resource",
              "AwsSolutions-APIG2",
              "The function validates: the gateway takes a body without a type for JSON and would"
                  + " refuse a plain question."),
          new Suppression(
              "Gateway/Api/CloudWatchRole/Resource",
              "AwsSolutions-IAM4",
              "AWS keeps this policy for this one role, by which API Gateway writes its logs."),
          new Suppression(
              "Gateway/Api/DeploymentStage.prod/Resource",
              "AwsSolutions-APIG3",
              "A firewall costs more a month than all the rest; option waf puts one before the"
                  + " page."),
          new Suppression(
              "Gateway/Api/DeploymentStage.prod/Resource",
              "AwsSolutions-APIG6",
              "Execution logs hold headers and outlive the stack; the access log and the function's"
                  + " line say what is needed."),
          new Suppression(
              "Gateway/Api/Default/api/{proxy+}/ANY/Resource",
              "AwsSolutions-APIG4",
              "The page is public without a login; the guard limits what a visitor can use."),
          new Suppression(
              "Gateway/Api/Default/api/{proxy+}/ANY/Resource",
              "AwsSolutions-COG4",
              "The page is public without a login; the guard limits what a visitor can use."),
          new Suppression(
              "Documents/Bucket/Resource",
              "AwsSolutions-S1",
              "Only the function reads the bucket, and what it reads is in every answer."),
          new Suppression(
              "Site/Bucket/Resource",
              "AwsSolutions-S1",
              "Only CloudFront can read the bucket, and all in it is public."),
          new Suppression(
              "Site/Distribution/Resource", "AwsSolutions-CFR1", "The page is for every country."),
          new Suppression(
              "Site/Distribution/Resource",
              "AwsSolutions-CFR2",
              "A firewall costs more a month than all the rest; option waf adds it."),
          new Suppression(
              "Site/Distribution/Resource",
              "AwsSolutions-CFR3",
              "The log would hold visitors' addresses, which are not kept."),
          new Suppression(
              "Site/Distribution/Resource",
              "AwsSolutions-CFR4",
              "Without a domain the certificate is CloudFront's own and its version cannot be"
                  + " set."));

  static void addTo(Stack stack) {
    for (var construct : stack.getNode().findAll()) {
      for (var suppression : ALL) {
        if (construct
            .getNode()
            .getPath()
            .equals(stack.getNode().getId() + "/" + suppression.path)) {
          NagSuppressions.addResourceSuppressions(
              construct,
              List.of(
                  NagPackSuppression.builder()
                      .id(suppression.rule)
                      .reason(suppression.reason)
                      .build()));
        }
      }
    }
  }
}
