package assistant.function.provider;

import assistant.function.aws.Aws;
import assistant.function.base.Env;
import java.net.URI;
import java.util.Optional;

/// Amazon Bedrock's runtime in one region, which `OPENAI_BASE_URL=bedrock` stands for: it speaks
/// OpenAI's chat completions, to whoever signs with the function's own role.
record Bedrock(String region, URI endpoint) {
  /// The small model of OpenAI's, wherever there is room for it in the world.
  static final String MODEL = "global.openai.gpt-6-luna";

  static Optional<Bedrock> of(Env env) {
    if (env.text("OPENAI_BASE_URL").filter("bedrock"::equalsIgnoreCase).isEmpty()) {
      return Optional.empty();
    }
    if (env.text("OPENAI_API_KEY").isPresent()) {
      throw Env.malformed(
          "OPENAI_API_KEY",
          "unset with OPENAI_BASE_URL=bedrock, which signs with the function's role; a Bedrock API key goes with the URL https://bedrock-runtime.REGION.amazonaws.com/openai/v1");
    }
    String region = env.text("AWS_REGION").orElse("us-east-1");
    URI server =
        env.url("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
            .or(() -> env.url("AWS_ENDPOINT_URL"))
            .orElseGet(
                () -> URI.create("https://bedrock-runtime." + region + "." + Aws.domain(region)));
    return Optional.of(new Bedrock(region, URI.create(server + "/openai/v1")));
  }
}
