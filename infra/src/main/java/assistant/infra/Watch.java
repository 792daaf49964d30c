package assistant.infra;

import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/// The alarms, fewer than the ten that CloudWatch gives for free, mailed if there is an address.
final class Watch extends Construct {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "Crashes", "The function crashed or ran out of time. `make logs` prints its lines.",
          "Throttles", "More questions at once than the function may serve.",
          "GatewayErrors", "The API answers with 5xx. `make logs` prints the function's lines.",
          "AnswerErrors", "Questions end in an error, of the model or of ours.",
          "SlowFirstToken", "For 15 minutes the first token has taken over 10 s.",
          "BudgetLow", "80 % of the day's tokens are used.",
          "BudgetGone",
              "The day's tokens are used up, and the page answers no more until midnight UTC; or the provider's account has no credit or quota left: `make logs` prints which.",
          "WrongKeys",
              "Access keys that are not valid are tried: by a guest whose key has ended, or by guessing.");

  Watch(Construct scope, Options options, Function function, Gateway gateway) {
    super(scope, "Watch");
    var handler = function.handler;
    var slow = Metrics.own(Metrics.FIRST_TOKEN, "p95");
    var budget = Metrics.own(Metrics.BUDGET, "Maximum");
    var alarms =
        new Alarm[] {
          alarm("Crashes", Metrics.lambda(handler, "Errors", "Sum"), 1),
          alarm("Throttles", Metrics.lambda(handler, "Throttles", "Sum"), 1),
          alarm("GatewayErrors", Metrics.gateway(gateway.api, "5XXError", "Sum"), 5),
          alarm("AnswerErrors", Metrics.own(Metrics.ERRORS, "Sum"), 5),
          // One slow question in a quiet hour is no reason to wake anybody.
          alarm("SlowFirstToken", slow, 10, 3),
          alarm("BudgetLow", budget, 80),
          alarm("BudgetGone", budget, 100),
          // A guest with an old link tries a few times.
          alarm("WrongKeys", Metrics.own(Metrics.WRONG_KEYS, "Sum"), 20),
        };
    options
        .value(Option.ALARM_EMAIL)
        .map(address -> new SnsAction(new Mail(this, address).topic))
        .ifPresent(mail -> {
          for (var alarm : alarms) {
            alarm.addAlarmAction(mail);
          }
        });
    new Board(this, handler, gateway.api, alarms);
  }

  private Alarm alarm(String id, Metric metric, int threshold) {
    return alarm(id, metric, threshold, 1);
  }

  private Alarm alarm(String id, Metric metric, int threshold, int periods) {
    return Alarm.Builder.create(this, id)
        .metric(metric)
        .threshold(threshold)
        .evaluationPeriods(periods)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .alarmDescription(DESCRIPTIONS.get(id))
        .build();
  }
}
