package assistant.infra;

import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// How long logs are kept; they go with the stack.
final class Retention {

  private static final Map<String, RetentionDays> BY_DAYS =
      Map.of(
          "1", RetentionDays.ONE_DAY,
          "3", RetentionDays.THREE_DAYS,
          "7", RetentionDays.ONE_WEEK,
          "14", RetentionDays.TWO_WEEKS,
          "30", RetentionDays.ONE_MONTH,
          "90", RetentionDays.THREE_MONTHS,
          "365", RetentionDays.ONE_YEAR);

  private Retention() {}

  static LogGroup logs(Construct scope, Options options) {
    return LogGroup.Builder.create(scope, "Logs")
        .retention(BY_DAYS.get(options.value(Option.LOG_DAYS, "30")))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }
}
