package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image's entry script, with commands in place of the emulator and of Java that say how they
/// were called, and in which process.
class EntryTest {
  private static final Path SCRIPT = Path.of("../../image/function");

  @TempDir Path folder;

  private record Ended(long pid, int status, String said) {}

  @Test
  void onLambdaItBecomesTheFunction() throws Exception {
    saying("java");
    Ended ended = run("127.0.0.1:9001");
    assertEquals(
        new Ended(
            ended.pid(),
            0,
            ended.pid()
                + " -XX:AOTCache=/opt/assistant/function.aot @/opt/assistant/java.options assistant.function.Main\n"),
        ended);
  }

  @Test
  void byHandItBecomesTheEmulatorAroundItself() throws Exception {
    saying("emulator");
    Ended ended = run("");
    assertEquals(
        new Ended(
            ended.pid(),
            0,
            ended.pid() + " " + folder.resolve("function") + " assistant.function.Main\n"),
        ended);
  }

  @Test
  void withoutAnEmulatorItSaysWhatToDo() throws Exception {
    Ended ended = run("");
    assertEquals(
        new Ended(
            ended.pid(),
            1,
            "This is a function for AWS Lambda, and its base image has no emulator at "
                + folder.resolve("emulator")
                + " to run it here.\nThe whole page runs anywhere: make image TARGET=local IMAGE=llm-assistant-local\n"),
        ended);
  }

  private void saying(String name) throws IOException {
    Path command = Files.writeString(folder.resolve(name), "#!/bin/sh\necho $$ \"$@\"\n");
    command.toFile().setExecutable(true);
  }

  /// The script as it is, but for the folders of what it starts.
  private Ended run(String runtimeApi) throws IOException, InterruptedException {
    String script =
        Files.readString(SCRIPT)
            .replace("/usr/local/bin/aws-lambda-rie", folder.resolve("emulator").toString())
            .replace("/opt/java/bin/java", folder.resolve("java").toString());
    Path file = Files.writeString(folder.resolve("function"), script);
    ProcessBuilder builder =
        new ProcessBuilder(List.of("sh", file.toString(), "assistant.function.Main"));
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.pid(), process.waitFor(), said);
  }
}
