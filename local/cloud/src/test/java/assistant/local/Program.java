package assistant.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program of this module in a process of its own, as `make run` and the image start it, with
/// nothing set but what the test sets.
final class Program {
  private Program() {}

  /// What it says on either stream is one.
  static ProcessBuilder of(Class<?> main, Map<String, String> environment, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|LLAMA|GUARD)_.*"));
    builder.environment().putAll(environment);
    return builder;
  }
}
