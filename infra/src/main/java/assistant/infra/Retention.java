package assistant.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// How long logs are kept; they go with the stack.
final class Retention {

  static final List<String> DAYS = List.of("1", "3", "7", "14", "30", "90", "365");

  private static final List<RetentionDays> CONSTANTS =
      List.of(
          RetentionDays.ONE_DAY,
          RetentionDays.THREE_DAYS,
          RetentionDays.ONE_WEEK,
          RetentionDays.TWO_WEEKS,
          RetentionDays.ONE_MONTH,
          RetentionDays.THREE_MONTHS,
          RetentionDays.ONE_YEAR);

  private Retention() {}

  static LogGroup logs(Construct scope, Options options) {
    return LogGroup.Builder.create(scope, "Logs")
        .retention(CONSTANTS.get(DAYS.indexOf(options.value(Option.LOG_DAYS, "30"))))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }
}
