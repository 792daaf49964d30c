package assistant.function.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/// Figures in CloudWatch's embedded metric format: fields of a log line, and the directive that
/// makes metrics of them.
final class MetricForm {
  private MetricForm() {}

  static void write(JsonGenerator json, Map<Metric, Double> metrics) throws IOException {
    if (metrics.isEmpty()) {
      return;
    }
    for (Map.Entry<Metric, Double> metric : metrics.entrySet()) {
      double value = metric.getValue();
      if (value == Math.rint(value)) {
        json.writeNumberField(metric.getKey().wire(), (long) value);
      } else {
        json.writeNumberField(metric.getKey().wire(), value);
      }
    }
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", System.currentTimeMillis());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", Metric.NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (Metric metric : metrics.keySet()) {
      json.writeStartObject();
      json.writeStringField("Name", metric.wire());
      json.writeStringField("Unit", metric.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
