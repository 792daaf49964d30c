package assistant.function.aws;

/// What an AWS service answered instead of a success; of its words only the error's type is kept.
final class AwsFailure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final String type;
  private final transient byte[] body;

  /// `type` without its namespace: `ConditionalCheckFailedException`.
  AwsFailure(int status, String type, byte[] body) {
    super(type, null, false, false);
    this.status = status;
    this.type = type;
    this.body = body;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  /// Whether the service did nothing because too much was asked of it.
  boolean throttled() {
    return switch (type) {
      case "ThrottlingException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded" ->
          true;
      default -> false;
    };
  }
}
