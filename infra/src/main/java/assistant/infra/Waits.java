package assistant.infra;

import software.amazon.awscdk.Duration;

/// How long each part waits for the next one in; the innermost gives up first.
final class Waits {

  static final Duration MODEL = Duration.seconds(100);
  static final Duration INTEGRATION = Duration.seconds(110);
  static final Duration FUNCTION = Duration.seconds(120);

  /// CloudFront's, between two packets; the function sends a comment line every 10 s.
  static final Duration PACKET = Duration.seconds(60);

  private Waits() {}
}
