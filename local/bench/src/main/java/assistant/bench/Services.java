package assistant.bench;

import assistant.function.StubAws;

/// Stand-ins for the AWS services that the function calls: a secret with a key, and a table in
/// which there is always room.
final class Services {
  private Services() {}

  static StubAws start() {
    return new StubAws(asked -> new StubAws.Answer(200, answer(asked.target())));
  }

  private static String answer(String target) {
    return switch (target.substring(target.indexOf('.') + 1)) {
      case "GetSecretValue" -> "{\"SecretString\":\"{\\\"apiKey\\\":\\\"bench\\\"}\"}";
      case "GetItem" -> "{}";
      default -> "{\"Attributes\":{\"salt\":{\"S\":\"" + "5a".repeat(32) + "\"}}}";
    };
  }
}
