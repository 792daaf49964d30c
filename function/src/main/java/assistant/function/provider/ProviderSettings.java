package assistant.function.provider;

import assistant.function.base.Env;
import java.net.URI;
import java.util.Optional;

/// What the environment says of the model: where it is, which one, and how it is asked.
public record ProviderSettings(
    Optional<String> apiKey,
    Optional<String> apiKeySecret,
    Optional<URI> baseUrl,
    String model,
    Optional<String> reasoningEffort,
    Optional<Double> temperature,
    Optional<String> llamaModel,
    Optional<String> lengthField,
    Optional<Bedrock> bedrock) {

  private static final URI OPENAI = URI.create("https://api.openai.com/v1");
  private static final String EFFORTS = "none|minimal|low|medium|high|xhigh|max";

  public static ProviderSettings of(Env env) {
    Optional<Bedrock> bedrock = Bedrock.of(env);
    return new ProviderSettings(
        env.text("OPENAI_API_KEY").map(ProviderSettings::headerSafe),
        env.text("OPENAI_API_KEY_SECRET"),
        bedrock.map(Bedrock::endpoint).or(() -> env.url("OPENAI_BASE_URL")),
        env.text("OPENAI_MODEL").orElse(bedrock.isPresent() ? Bedrock.MODEL : "gpt-6-luna"),
        env.text("OPENAI_REASONING_EFFORT").map(ProviderSettings::effort),
        env.decimal("OPENAI_TEMPERATURE", 0, 2),
        env.text("LLAMA_MODEL"),
        env.text("OPENAI_MAX_TOKENS_FIELD").map(ProviderSettings::lengthField),
        bedrock);
  }

  /// The model file that is named, if any: `built-in` names the model that needs none.
  Optional<String> llamaFile() {
    return llamaModel.filter(name -> !name.equals("built-in"));
  }

  /// Where the OpenAI-compatible model is: the base URL given, else OpenAI itself.
  URI endpoint() {
    return baseUrl.orElse(OPENAI);
  }

  /// Whether anything names an OpenAI-compatible model: a key, a secret that will hold one, or a
  /// server's URL.
  boolean namesProvider() {
    return apiKey.isPresent() || apiKeySecret.isPresent() || baseUrl.isPresent();
  }

  /// The effort to send, if any: OpenAI's own reasoning models think at `low` unless told; others
  /// may not know the field.
  Optional<String> effortToSend() {
    boolean theirs = bedrock.isPresent() || OPENAI.getHost().equals(endpoint().getHost());
    boolean reasons = theirs && model.matches("((\\w+\\.)?openai\\.)?(gpt-([5-9]|\\d\\d)|o\\d).*");
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

  private static String lengthField(String name) {
    if (!name.equals(Dialect.NEW_LENGTH) && !name.equals(Dialect.OLD_LENGTH)) {
      throw Env.malformed(
          "OPENAI_MAX_TOKENS_FIELD", Dialect.NEW_LENGTH + " or " + Dialect.OLD_LENGTH);
    }
    return name;
  }

  private static String effort(String effort) {
    if (!effort.matches(EFFORTS)) {
      throw Env.malformed("OPENAI_REASONING_EFFORT", "one of " + EFFORTS.replace("|", ", "));
    }
    return effort;
  }
}
