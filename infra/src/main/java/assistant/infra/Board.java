package assistant.infra;

import static assistant.infra.Metrics.gateway;
import static assistant.infra.Metrics.lambda;
import static assistant.infra.Metrics.own;

import java.util.List;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.constructs.Construct;

/// The dashboard: is it well, is it fast, what does it use.
final class Board extends Construct {

  Board(Construct scope, DockerImageFunction function, RestApi api, Alarm... alarms) {
    super(scope, "Board");
    Dashboard.Builder.create(this, "Dashboard")
        .widgets(
            List.of(
                List.<IWidget>of(
                    AlarmStatusWidget.Builder.create().alarms(List.of(alarms)).width(24).build()),
                List.<IWidget>of(
                    graph(
                        "Questions",
                        own(Metrics.ANSWERS, "Sum"),
                        own(Metrics.REFUSALS, "Sum"),
                        own(Metrics.WRONG_KEYS, "Sum"),
                        own(Metrics.ERRORS, "Sum")),
                    graph(
                        "Time to first token, s",
                        own(Metrics.FIRST_TOKEN, "p50"),
                        own(Metrics.FIRST_TOKEN, "p95")),
                    graph(
                        "Whole answer, s",
                        own(Metrics.DURATION, "p50"),
                        own(Metrics.DURATION, "p95"))),
                List.<IWidget>of(
                    graph(
                        "Tokens",
                        own(Metrics.INPUT_TOKENS, "Sum"),
                        own(Metrics.OUTPUT_TOKENS, "Sum")),
                    graph(
                        "Day's budget used, %; good answers, share",
                        own(Metrics.BUDGET, "Maximum"), own(Metrics.RATING, "Average")),
                    graph(
                        "API",
                        gateway(api, "Count", "Sum"),
                        gateway(api, "4XXError", "Sum"),
                        gateway(api, "5XXError", "Sum"))),
                List.<IWidget>of(
                    graph(
                        "Function runs",
                        lambda(function, "Invocations", "Sum"),
                        lambda(function, "Errors", "Sum"),
                        lambda(function, "Throttles", "Sum")),
                    graph("Function at once", lambda(function, "ConcurrentExecutions", "Maximum")),
                    graph(
                        "Function time, ms",
                        lambda(function, "Duration", "p50"),
                        lambda(function, "Duration", "p95")))))
        .build();
  }

  private static GraphWidget graph(String title, Metric... metrics) {
    return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(8).build();
  }
}
