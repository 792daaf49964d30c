package assistant.function;

import assistant.function.api.ApiSettings;
import assistant.function.base.Env;
import assistant.function.chain.Limits;
import assistant.function.feedback.FeedbackSettings;
import assistant.function.guard.GuardSettings;
import assistant.function.provider.ProviderSettings;
import assistant.function.retrieval.DocumentSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What the environment says, read once, at start; a malformed variable stops the start and names
/// itself.
record Settings(
    ProviderSettings provider,
    String systemPrompt,
    Limits limits,
    Duration modelTimeout,
    GuardSettings guard,
    DocumentSettings documents,
    ApiSettings api,
    FeedbackSettings feedback,
    boolean showThinking,
    boolean logContent) {

  static Settings of(Env env) {
    return new Settings(
        ProviderSettings.of(env),
        env.text("SYSTEM_PROMPT").map(Settings::prompt).orElseGet(Settings::tutorialPrompt),
        Limits.of(env),
        env.duration("MODEL_TIMEOUT", Duration.ofSeconds(100), Duration.ofMinutes(14)),
        GuardSettings.of(env),
        DocumentSettings.of(env),
        ApiSettings.of(env),
        FeedbackSettings.of(env),
        env.flag("SHOW_THINKING"),
        env.flag("LOG_CONTENT"));
  }

  /// Some servers answer a system message with an error: `none` sends none.
  private static String prompt(String text) {
    return text.equals("none") ? "" : text;
  }

  private static String tutorialPrompt() {
    try (InputStream in = Settings.class.getResourceAsStream("/assistant/system-prompt.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
