package assistant.infra;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;

/// The options that an owner gave, each one known and valid, and valid together.
record Options(Map<Option, String> given) {

  private static final Map<String, Option> BY_KEY =
      Stream.of(Option.values()).collect(toMap(Option::key, identity()));

  Options {
    given = Map.copyOf(given);
    given.forEach((option, value) ->
        require(
            option.rule.accepts().test(value),
            "Option %s must be %s; it is \"%s\"."
                .formatted(option.key(), option.rule.words(), value)));
    require(
        given.containsKey(Option.DOMAIN) == given.containsKey(Option.CERTIFICATE),
        "Options domain and certificate go together: give both or neither.");
    require(
        given.containsKey(Option.DOMAIN) || !given.containsKey(Option.HOSTED_ZONE),
        "Option hostedZone is for the record of a domain: give domain and certificate too.");
    require(
        given.containsKey(Option.LLAMA_MODEL)
            || !given.containsKey(Option.LLAMA_CONTEXT) && !given.containsKey(Option.LLAMA_THREADS),
        "Options llamaContext and llamaThreads are for a model in the function: give llamaModel too.");
    require(
        !given.containsKey(Option.PROVIDER)
            || !given.containsKey(Option.BASE_URL) && !given.containsKey(Option.LLAMA_MODEL),
        "Option provider is a model's place, as baseUrl and llamaModel are: give one of them.");
    require(
        !"true".equals(given.get(Option.WAF)) || "us-east-1".equals(given.get(Option.REGION)),
        "Option waf needs option region to be us-east-1: AWS keeps the firewalls of CloudFront there.");
  }

  /// Reads the context; keys of the CDK's own hold a colon or begin with `@` or `cli-`.
  static Options from(App app) {
    @SuppressWarnings("unchecked")
    var context = (Map<String, Object>) app.getNode().getAllContext();
    return from(context);
  }

  static Options from(Map<String, Object> context) {
    var given = new HashMap<Option, String>();
    context.forEach((key, value) -> {
      if (BY_KEY.containsKey(key)) {
        given.put(BY_KEY.get(key), String.valueOf(value));
      } else {
        require(
            key.contains(":") || key.startsWith("@") || key.startsWith("cli-"),
            "There is no option %s. The options: %s.".formatted(key, keys()));
      }
    });
    return new Options(given);
  }

  String value(Option option, String fallback) {
    return given.getOrDefault(option, fallback);
  }

  int number(Option option, int fallback) {
    return Integer.parseInt(value(option, String.valueOf(fallback)));
  }

  Optional<String> value(Option option) {
    return Optional.ofNullable(given.get(option));
  }

  boolean isOn(Option option) {
    return "true".equals(given.get(option));
  }

  private static String keys() {
    return Stream.of(Option.values()).map(Option::key).collect(joining(", "));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
