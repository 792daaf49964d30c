package assistant.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Tests a built image as Lambda would run it: read-only, not as root, with 512 MB and one CPU,
/// under a Runtime API that hands it every [Lesson], and then a thousand questions.
final class ImageTest {
  private static final int QUESTIONS = 1000;
  private static final long MOST_KB = 100 << 10;
  private static final long MOST_BYTES = 120_000_000;

  private final String engine;
  private final String image;
  private final List<String> run;
  private int passed;
  private int failed;

  private ImageTest(String engine, String image, List<String> run) {
    this.engine = engine;
    this.image = image;
    this.run = run;
  }

  /// `engine image base flags…`: the flags are those of the engine's `run`.
  public static void main(String[] args) throws Exception {
    ImageTest test = new ImageTest(args[0], args[1], List.of(args).subList(3, args.length));
    test.look(args[2]);
    test.answer();
    System.out.println(test.passed + " passed, " + test.failed + " failed");
    System.exit(test.failed == 0 ? 0 : 1);
  }

  private void look(String base) throws Exception {
    check("runs as a user who is not root", inspect("{{.Config.User}}").equals("1000:1000"));
    check("holds no key", !inspect("{{.Config.Env}}").contains("KEY"));
    check(
        "names its version and commit",
        inspect("{{.Config.Labels}}").contains("org.opencontainers.image.revision"));
    long bytes =
        Long.parseLong(inspect("{{.Size}}"))
            - Long.parseLong(output(List.of(engine, "image", "inspect", "-f", "{{.Size}}", base)));
    check("adds at most 120 MB to its base: " + bytes / 1_000_000 + " MB", bytes <= MOST_BYTES);
    check(
        "carries its bill of materials",
        output(shell("cat /opt/assistant/sbom.cdx.json")).contains("langchain4j-open-ai"));
    check("cannot write to its root", output(shell("touch /opt/x || echo no")).endsWith("no"));
  }

  private void answer() throws Exception {
    String name = "image-test-" + ProcessHandle.current().pid();
    try (StubProcess stub = new StubProcess();
        FunctionRun function =
            new FunctionRun(
                command(name),
                Map.of("OPENAI_BASE_URL", stub.url().toString(), "OPENAI_API_KEY", "image-test"))) {
      Told health = function.askCold(Event.get("/api/health"));
      check("starts, from its AOT cache", health.status() == 200);
      check(
          "says which build it is",
          health.body().contains("\"version\":\"") && !health.body().contains("unknown"));
      for (Lesson lesson : Lesson.all()) {
        Told told = function.ask(lesson.event());
        check(told.status() + " to " + lesson.name(), told.status() == lesson.status());
      }
      int answered = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        answered += function.ask(Event.question("What is an LLM?")).status() == 200 ? 1 : 0;
      }
      check("answers a thousand questions", answered == QUESTIONS);
      long pid = Long.parseLong(output(List.of(engine, "inspect", "-f", "{{.State.Pid}}", name)));
      long peak = Memory.kilobytes(pid, "VmHWM");
      check("stays within 100 MB: " + (peak >> 10) + " MB at its peak", peak <= MOST_KB);
      function.end();
    }
  }

  /// The engine passes the Runtime API's address and the settings on by their names.
  private List<String> command(String name) {
    List<String> command = new ArrayList<>(List.of(engine, "run", "--rm", "--name", name));
    command.addAll(run);
    command.addAll(List.of("--read-only", "--memory", "512m", "--cpus", "1"));
    for (String variable : List.of("AWS_LAMBDA_RUNTIME_API", "OPENAI_BASE_URL", "OPENAI_API_KEY")) {
      command.addAll(List.of("--env", variable));
    }
    // A JVM that is told so ends when it has to do without the cache.
    command.addAll(List.of("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on", image));
    return command;
  }

  private List<String> shell(String script) {
    List<String> command = new ArrayList<>(List.of(engine, "run", "--rm"));
    command.addAll(run);
    command.addAll(List.of("--read-only", "--entrypoint", "/bin/sh", image, "-c", script));
    return command;
  }

  private String inspect(String format) throws Exception {
    return output(List.of(engine, "image", "inspect", "-f", format, image));
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor(1, TimeUnit.MINUTES);
    return output;
  }

  private void check(String what, boolean held) {
    System.out.println((held ? "ok      " : "FAILED  ") + what);
    if (held) {
      passed++;
    } else {
      failed++;
    }
  }
}
