package assistant.infra;

import static assistant.infra.Rule.flag;
import static assistant.infra.Rule.matching;
import static assistant.infra.Rule.number;
import static assistant.infra.Rule.oneOf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What an owner can choose by context; many are handed on as a variable of the function.
enum Option {
  MODEL("OPENAI_MODEL", matching("[\\w.:/@-]{1,128}", "a model's name, such as gpt-6-luna")),
  BASE_URL(
      "OPENAI_BASE_URL", matching("https?://[^\\s?#]{1,500}", "a URL, such as https://host/v1")),
  PROVIDER(oneOf(List.of("bedrock"))),
  MAX_TOKENS_FIELD(
      "OPENAI_MAX_TOKENS_FIELD", oneOf(List.of("max_completion_tokens", "max_tokens"))),
  SHOW_THINKING("SHOW_THINKING", flag()),
  REASONING_EFFORT(
      "OPENAI_REASONING_EFFORT",
      oneOf(List.of("none", "minimal", "low", "medium", "high", "xhigh", "max"))),
  TEMPERATURE("OPENAI_TEMPERATURE", matching("[01](\\.\\d{1,3})?|2", "a number from 0 to 2")),
  SYSTEM_PROMPT("SYSTEM_PROMPT", matching(".{1,2000}", "a text of at most 2000 characters")),
  DAILY_TOKENS("DAILY_TOKENS", number(1, 1_000_000_000_000L)),
  ACCESS("ACCESS", oneOf(List.of("open", "optional", "required"))),
  API_ORIGINS(
      "API_ORIGINS",
      matching(
          "\\*|https?://[a-z0-9.:_-]{1,250}([, ]+https?://[a-z0-9.:_-]{1,250}){0,19}",
          "*, or at most 20 origins such as https://example.com, with commas between")),
  API_SYSTEM_MESSAGES("API_SYSTEM_MESSAGES", flag()),
  ASKS_PER_FIVE_MINUTES("ASKS_PER_FIVE_MINUTES", number(1, 1_000_000)),
  RATINGS("RATINGS", flag()),
  SHARING("SHARING", flag()),
  MAX_QUESTION_CHARS("MAX_QUESTION_CHARS", number(1, 100_000)),
  MAX_HISTORY_TURNS("MAX_HISTORY_TURNS", number(0, 200)),
  MAX_OUTPUT_TOKENS("MAX_OUTPUT_TOKENS", number(1, 1_000_000)),
  LOG_CONTENT("LOG_CONTENT", flag()),
  DOCUMENTS(flag()),
  DOCUMENTS_URL(
      "DOCUMENTS_URL",
      matching("https?://[^\\s?#]{1,500}", "a URL, such as https://docs.example.com")),
  ONLY_DOCUMENTS("ONLY_DOCUMENTS", flag()),
  PASSAGE_CHARS("PASSAGE_CHARS", number(1_000, 200_000)),
  LLAMA_MODEL(
      matching(
          "built-in|models/[\\w.-]{1,200}\\.gguf",
          "built-in, or a GGUF file in models/, such as models/model.gguf")),
  LLAMA_CONTEXT("LLAMA_CONTEXT", number(128, 10_000_000)),
  LLAMA_THREADS("LLAMA_THREADS", number(1, 512)),
  MEMORY(number(256, 10_240)),
  ARCHITECTURE(oneOf(List.of("arm64", "x86_64"))),
  RESERVED_CONCURRENCY(number(1, 10_000)),
  LOG_DAYS(oneOf(List.of("1", "3", "7", "14", "30", "90", "365"))),
  THROTTLE_RATE(number(1, 10_000)),
  THROTTLE_BURST(number(1, 5_000)),
  DOMAIN(
      matching(
          "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}",
          "a domain name, such as ask.example.com")),
  CERTIFICATE(
      matching(
          "arn:aws:acm:us-east-1:\\d{12}:certificate/[\\w-]+",
          "the ARN of a certificate in us-east-1, where CloudFront looks for it")),
  HOSTED_ZONE(
      matching("Z[A-Z0-9]{1,31}", "the id of a Route 53 hosted zone, such as Z0123456789ABC")),
  WAF(flag()),
  ALARM_EMAIL(matching("[^\\s@]+@[^\\s@]+\\.[^\\s@]+", "an e-mail address")),
  REGION(matching("[a-z]{2}(-[a-z]+)+-\\d", "a region, such as eu-central-1")),
  ACCOUNT_LOG_ROLE(oneOf(List.of("create", "keep")));

  /// The function's variable that this sets, or null.
  final String variable;

  final Rule rule;

  Option(Rule rule) {
    this(null, rule);
  }

  Option(String variable, Rule rule) {
    this.variable = variable;
    this.rule = rule;
  }

  /// Its name in the context: `DAILY_TOKENS` is `dailyTokens`.
  String key() {
    var words = name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .reduce("", String::concat);
  }
}
