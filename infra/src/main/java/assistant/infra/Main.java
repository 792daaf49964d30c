package assistant.infra;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/// The CDK app, started by the CDK's command line in `infra/`.
final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var app = new App();
    try {
      new AssistantStack(app, "LlmAssistant", Options.from(app), Path.of(".."));
    } catch (IllegalArgumentException invalid) {
      System.err.println(invalid.getMessage());
      System.exit(1);
    }
    app.synth();
  }
}
