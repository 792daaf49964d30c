package assistant.function.telemetry;

/// The figures that every request may report to CloudWatch, in the namespace [#NAMESPACE], without
/// dimensions.
public enum Metric {
  TIME_TO_FIRST_TOKEN("gen_ai.server.time_to_first_token", "Seconds"),
  DURATION("gen_ai.server.request.duration", "Seconds"),
  INPUT_TOKENS("gen_ai.usage.input_tokens", "Count"),
  OUTPUT_TOKENS("gen_ai.usage.output_tokens", "Count"),
  ANSWERS("assistant.answers", "Count"),
  ERRORS("assistant.errors", "Count"),
  REFUSALS("assistant.refusals", "Count"),
  BUDGET_USED("assistant.budget.used", "Percent"),
  WRONG_KEYS("assistant.access.refused", "Count"),
  RATING("assistant.rating", "Count");

  public static final String NAMESPACE = "LlmAssistant";

  private final String wire;
  private final String unit;

  Metric(String wire, String unit) {
    this.wire = wire;
    this.unit = unit;
  }

  /// The name in CloudWatch.
  public String wire() {
    return wire;
  }

  /// CloudWatch's word for the unit.
  public String unit() {
    return unit;
  }
}
