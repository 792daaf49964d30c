package assistant.image;

import java.util.List;
import java.util.Map;

/// The function's image under a Runtime API that hands it every [Lesson], and then a thousand
/// questions: read-only, not as root, with 512 MB and one CPU.
record FunctionImage(Container container, Checks checks) {
  private static final int QUESTIONS = 1000;
  private static final long MOST_KB = 100 << 10;
  private static final long MOST_BYTES = 120_000_000;

  void test(Container base) throws Exception {
    look(base);
    answer();
    handle();
  }

  private void look(Container base) throws Exception {
    checks.check(
        "runs as a user who is not root",
        container.inspect("{{.Config.User}}").equals("1000:1000"));
    checks.check("holds no key", !container.inspect("{{.Config.Env}}").contains("KEY"));
    checks.check(
        "names its version and commit",
        container.inspect("{{.Config.Labels}}").contains("org.opencontainers.image.revision"));
    long bytes = container.bytes() - base.bytes();
    checks.check(
        "adds at most 120 MB to its base: " + bytes / 1_000_000 + " MB", bytes <= MOST_BYTES);
    checks.check(
        "carries its bill of materials",
        container.shell("cat /opt/assistant/sbom.cdx.json").contains("langchain4j-open-ai"));
    checks.check(
        "its AOT cache was made of its own jars",
        container
            .shell(
                "cat $(sed -n 's/^-cp //p' /opt/assistant/java.options | tr ':' ' ') | sha256sum")
            .startsWith(container.shell("cat /opt/assistant/function.aot.jars") + " "));
    checks.check(
        "cannot write to its root", container.shell("touch /opt/x || echo no").endsWith("no"));
    checks.check(
        "has nothing of a model in process",
        container.shell("find / -iname '*llama*' 2>/dev/null || true").isEmpty());
  }

  private void answer() throws Exception {
    String name = "image-test-" + ProcessHandle.current().pid();
    // A JVM that is told so ends when it has to do without the cache.
    Map<String, String> settings =
        Map.of("OPENAI_API_KEY", "image-test", "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    try (StubProcess stub = new StubProcess();
        FunctionRun function =
            new FunctionRun(
                container.command(
                    name,
                    512,
                    "AWS_LAMBDA_RUNTIME_API",
                    "OPENAI_API_KEY",
                    "JAVA_TOOL_OPTIONS",
                    "OPENAI_BASE_URL=" + stub.url()),
                settings)) {
      Told health = function.askCold(Event.get("/api/health"));
      checks.check("starts, from its AOT cache", health.status() == 200);
      checks.check(
          "says which build it is",
          health.body().contains("\"version\":\"") && !health.body().contains("unknown"));
      for (Lesson lesson : Lesson.all()) {
        Told told = function.ask(lesson.event());
        checks.check(told.status() + " to " + lesson.name(), told.status() == lesson.status());
      }
      int answered = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        answered += function.ask(Event.question("What is an LLM?")).status() == 200 ? 1 : 0;
      }
      checks.check("answers a thousand questions", answered == QUESTIONS);
      long peak = Memory.kilobytes(container.pid(name), "VmHWM");
      checks.check("stays within 100 MB: " + (peak >> 10) + " MB at its peak", peak <= MOST_KB);
      function.end();
    }
  }

  /// The handler under AWS's own runtime client, for integrations that want the answer whole.
  private void handle() throws Exception {
    String name = "image-test-handler-" + ProcessHandle.current().pid();
    try (StubProcess stub = new StubProcess()) {
      List<String> command =
          container.command(name, 512, "AWS_LAMBDA_RUNTIME_API", "OPENAI_BASE_URL=" + stub.url());
      command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
      command.add("assistant.function.AskHandler");
      try (FunctionRun function = new FunctionRun(command, Map.of())) {
        Told told = function.askCold(Event.ask("text/plain", "stub: text=Hello!").buffered());
        checks.check(
            "answers whole by its handler, too",
            told.status() == 200 && told.body().contains("Hello!"));
        function.end();
      }
    }
  }
}
