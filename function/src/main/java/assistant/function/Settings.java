package assistant.function;

import assistant.function.base.Env;
import assistant.function.chain.Limits;
import assistant.function.guard.GuardSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the environment says, read once, at start; a malformed variable stops the start and names
/// itself.
public record Settings(
    Optional<String> apiKey,
    Optional<String> apiKeySecret,
    Optional<URI> baseUrl,
    String model,
    Optional<String> reasoningEffort,
    Optional<Double> temperature,
    Optional<String> llamaModel,
    String systemPrompt,
    Limits limits,
    Duration modelTimeout,
    GuardSettings guard,
    boolean logContent) {

  private static final URI OPENAI = URI.create("https://api.openai.com/v1");
  private static final String EFFORTS = "none|minimal|low|medium|high|xhigh|max";

  public static Settings of(Map<String, String> variables) {
    Env env = new Env(variables);
    return new Settings(
        env.text("OPENAI_API_KEY").map(Settings::headerSafe),
        env.text("OPENAI_API_KEY_SECRET"),
        env.url("OPENAI_BASE_URL"),
        env.text("OPENAI_MODEL").orElse("gpt-6-luna"),
        env.text("OPENAI_REASONING_EFFORT").map(Settings::effort),
        env.decimal("OPENAI_TEMPERATURE", 0, 2),
        env.text("LLAMA_MODEL"),
        env.text("SYSTEM_PROMPT").orElseGet(Settings::tutorialPrompt),
        new Limits(
            env.number("MAX_QUESTION_CHARS", 4000, 1, 100_000),
            env.number("MAX_HISTORY_TURNS", 20, 0, 200),
            env.number("MAX_OUTPUT_TOKENS", 1000, 1, 1_000_000)),
        env.duration("MODEL_TIMEOUT", Duration.ofSeconds(100), Duration.ofMinutes(14)),
        GuardSettings.of(env),
        env.flag("LOG_CONTENT"));
  }

  /// The model file that is named, if any: `built-in` names the model that needs none.
  public Optional<String> llamaFile() {
    return llamaModel.filter(name -> !name.equals("built-in"));
  }

  /// Where the OpenAI-compatible model is: the base URL given, else OpenAI itself.
  public URI endpoint() {
    return baseUrl.orElse(OPENAI);
  }

  /// Whether anything names an OpenAI-compatible model: a key, a secret that will hold one, or a
  /// server's URL.
  public boolean namesProvider() {
    return apiKey.isPresent() || apiKeySecret.isPresent() || baseUrl.isPresent();
  }

  /// The effort to send, if any: OpenAI's own reasoning models think at `low` unless told; others
  /// may not know the field.
  public Optional<String> effortToSend() {
    boolean reasons =
        OPENAI.getHost().equals(endpoint().getHost())
            && model.matches("(gpt-([5-9]|\\d\\d)|o\\d).*");
    return reasoningEffort.or(() -> reasons ? Optional.of("low") : Optional.empty());
  }

  /// Whether the model may use output tokens that nobody sees.
  public boolean thinks() {
    return effortToSend().filter(effort -> !effort.equals("none")).isPresent();
  }

  private static String headerSafe(String key) {
    if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw Env.malformed("OPENAI_API_KEY", "a key without spaces or line breaks");
    }
    return key;
  }

  private static String effort(String effort) {
    if (!effort.matches(EFFORTS)) {
      throw Env.malformed("OPENAI_REASONING_EFFORT", "one of " + EFFORTS.replace("|", ", "));
    }
    return effort;
  }

  private static String tutorialPrompt() {
    try (InputStream in = Settings.class.getResourceAsStream("/assistant/system-prompt.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
