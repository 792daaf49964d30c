package assistant.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.DockerImageFunction;

/// The figures to watch: the function's own, and those that AWS keeps of its parts.
final class Metrics {

  static final String FIRST_TOKEN = "gen_ai.server.time_to_first_token";
  static final String DURATION = "gen_ai.server.request.duration";
  static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
  static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
  static final String ANSWERS = "assistant.answers";
  static final String ERRORS = "assistant.errors";
  static final String REFUSALS = "assistant.refusals";
  static final String BUDGET = "assistant.budget.used";
  static final String RATING = "assistant.rating";
  static final String WRONG_KEYS = "assistant.access.refused";

  private Metrics() {}

  static Metric own(String name, String statistic) {
    return metric("LlmAssistant", name, statistic, Map.of());
  }

  static Metric lambda(DockerImageFunction function, String name, String statistic) {
    return metric(
        "AWS/Lambda", name, statistic, Map.of("FunctionName", function.getFunctionName()));
  }

  static Metric gateway(RestApi api, String name, String statistic) {
    return metric("AWS/ApiGateway", name, statistic, Map.of("ApiName", api.getRestApiName()));
  }

  private static Metric metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(statistic)
        .period(Duration.minutes(5))
        .build();
  }
}
