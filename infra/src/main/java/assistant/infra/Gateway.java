package assistant.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.constructs.Construct;

/// The REST API: all below `/api` is the function's, streamed, throttled, logged without content.
final class Gateway extends Construct {

  /// No address, no user agent, of the path only the pattern: nothing that tells who asked or what.
  private static final String ACCESS_LOG =
      """
      {"requestId":"$context.requestId","time":"$context.requestTime","method":"$context.httpMethod",\
      "route":"$context.resourcePath","status":"$context.status","milliseconds":"$context.responseLatency",\
      "functionMilliseconds":"$context.integrationLatency","bytes":"$context.responseLength",\
      "error":"$context.error.responseType"}\
      """;

  final RestApi api;

  Gateway(Construct scope, Options options, Function function) {
    super(scope, "Gateway");
    var creates = options.value(Option.ACCOUNT_LOG_ROLE, "create").equals("create");
    api =
        RestApi.Builder.create(this, "Api")
            .restApiName("LlmAssistant")
            .description("LLM Assistant: questions in, tokens out")
            .endpointConfiguration(
                EndpointConfiguration.builder().types(List.of(EndpointType.REGIONAL)).build())
            // Only so do bodies reach the function byte for byte, and it can refuse what is not
            // UTF-8.
            .binaryMediaTypes(List.of("*/*"))
            .cloudWatchRole(creates)
            .cloudWatchRoleRemovalPolicy(creates ? RemovalPolicy.DESTROY : null)
            .deployOptions(
                StageOptions.builder()
                    .stageName("prod")
                    // By this the function knows that it may stream.
                    .variables(Map.of("responseTransferMode", "STREAM"))
                    .throttlingRateLimit(options.number(Option.THROTTLE_RATE, 10))
                    .throttlingBurstLimit(options.number(Option.THROTTLE_BURST, 20))
                    .accessLogDestination(new LogGroupLogDestination(Retention.logs(this, options)))
                    .accessLogFormat(AccessLogFormat.custom(ACCESS_LOG))
                    .build())
            .build();
    GatewayProblem.addTo(api, options.value(Option.API_ORIGINS));
    var integration =
        LambdaIntegration.Builder.create(function.handler)
            .responseTransferMode(ResponseTransferMode.STREAM)
            .timeout(Waits.INTEGRATION)
            .allowTestInvoke(false)
            .build();
    api.getRoot().addResource("api").addResource("{proxy+}").addMethod("ANY", integration);
  }
}
