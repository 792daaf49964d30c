package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import assistant.function.telemetry.Metric;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final Template plain = Synthesis.PLAIN;
  private final Template full = Synthesis.FULL;

  @Test
  void theAlarmsWatchWhatHurts() {
    assertEquals(
        List.of(
            "AWS/Lambda Errors Sum >= 1",
            "AWS/Lambda Throttles Sum >= 1",
            "AWS/ApiGateway 5XXError Sum >= 5",
            "LlmAssistant assistant.errors Sum >= 5",
            "LlmAssistant gen_ai.server.time_to_first_token p95 >= 10 for 3 periods",
            "LlmAssistant assistant.budget.used Maximum >= 80",
            "LlmAssistant assistant.budget.used Maximum >= 100",
            "LlmAssistant assistant.access.refused Sum >= 20"),
        alarms(plain).stream().map(WatchTest::condition).toList());
    for (var alarm : alarms(plain)) {
      assertEquals("notBreaching", alarm.required("TreatMissingData").asText(), "idle is no alarm");
      assertFalse(alarm.has("AlarmActions"));
      assertTrue(alarm.required("AlarmDescription").asText().endsWith("."));
    }
    assertTrue(alarms(plain).size() <= 10, "CloudWatch gives ten for free");
  }

  @Test
  void anAddressIsMailedEveryAlarm() {
    assertTrue(plain.all("AWS::SNS::Topic").isEmpty());
    var subscription = full.only("AWS::SNS::Subscription");
    assertEquals("email", subscription.required("Protocol").asText());
    assertEquals("owner@example.com", subscription.required("Endpoint").asText());
    for (var alarm : alarms(full)) {
      assertEquals(Json.of("[{'Ref': 'WatchMailTopic4E73A094'}]"), alarm.required("AlarmActions"));
    }
    var statements = full.only("AWS::SNS::TopicPolicy").at("/PolicyDocument/Statement");
    assertTrue(
        statements
            .valueStream()
            .anyMatch(statement ->
                statement
                        .path("Principal")
                        .equals(Json.of("{'Service': 'cloudwatch.amazonaws.com'}"))
                    && statement.path("Action").asText().equals("sns:Publish")),
        "a topic with a policy is closed to alarms unless it says otherwise");
  }

  @Test
  void theDashboardShowsEachMetricThatTheFunctionEmits() {
    var board = plain.only("AWS::CloudWatch::Dashboard").toString();
    var shown = new TreeSet<String>();
    Pattern.compile("\\[\\W*" + Metric.NAMESPACE + "\\W+([\\w.]+)")
        .matcher(board)
        .results()
        .forEach(match -> shown.add(match.group(1)));
    assertEquals(new TreeSet<>(names()), shown);
  }

  @Test
  void theAlarmsWatchMetricsThatTheFunctionEmits() {
    for (var alarm : alarms(full)) {
      if (alarm.required("Namespace").asText().equals(Metric.NAMESPACE)) {
        assertTrue(names().contains(alarm.required("MetricName").asText()), alarm.toString());
        assertFalse(alarm.has("Dimensions"));
      }
    }
  }

  /// As the function emits them.
  private static List<String> names() {
    return Stream.of(Metric.values()).map(Metric::wire).toList();
  }

  private static List<JsonNode> alarms(Template template) {
    return template.all("AWS::CloudWatch::Alarm");
  }

  private static String condition(JsonNode alarm) {
    assertEquals("GreaterThanOrEqualToThreshold", alarm.required("ComparisonOperator").asText());
    var periods = alarm.required("EvaluationPeriods").asInt();
    return "%s %s %s >= %d%s"
        .formatted(
            alarm.required("Namespace").asText(),
            alarm.required("MetricName").asText(),
            alarm.has("Statistic")
                ? alarm.get("Statistic").asText()
                : alarm.required("ExtendedStatistic").asText(),
            alarm.required("Threshold").asInt(),
            periods == 1 ? "" : " for " + periods + " periods");
  }
}
