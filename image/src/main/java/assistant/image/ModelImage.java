package assistant.image;

import java.util.Map;

/// The function's image with a model file in it, without any provider.
record ModelImage(Container container, Checks checks) {
  private static final String QUESTION = "What is an LLM?";

  void test() throws Exception {
    String name = "image-test-llama-" + ProcessHandle.current().pid();
    checks.check(
        "names its model file",
        container
            .inspect("{{.Config.Env}}")
            .contains("LLAMA_MODEL=/opt/assistant/llama/model.gguf"));
    checks.check(
        "carries its bill of materials",
        container.shell("cat /opt/assistant/llama/native/sbom.cdx.json").contains("llama.cpp"));
    try (FunctionRun function =
        new FunctionRun(
            container.command(
                name, 512, "AWS_LAMBDA_RUNTIME_API", "JAVA_TOOL_OPTIONS", "LLAMA_TEMPERATURE=0"),
            Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"))) {
      Told cold = function.askCold(Event.question(QUESTION));
      checks.check(
          "answers by its model, read-only: %d ms from the start to the first token"
              .formatted(cold.firstToken() / 1_000_000),
          cold.status() == 200 && cold.body().contains("finishReason\":\"stop"));
      checks.check(
          "says that the file is its model",
          function.ask(Event.get("/api/health")).body().contains("\"provider\":\"llama\""));
      Told warm = function.ask(Event.ask("text/plain", QUESTION));
      checks.check(
          "answers sensibly: %d ms in all".formatted(warm.end() / 1_000_000),
          warm.body().startsWith("A large language model"));
      function.end();
    }
  }
}
