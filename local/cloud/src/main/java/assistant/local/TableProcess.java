package assistant.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// DynamoDB Local with the guard's table, in a process of its own with its own class path; it ends
/// with this one.
final class TableProcess {
  private TableProcess() {}

  /// What a function needs to use the table, as the process prints it.
  static Map<String, String> start(String classPath) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "assistant.dynamodb.DynamoDb")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Map<String, String> environment = new TreeMap<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.isEmpty()) {
        return environment;
      }
      String[] words = line.split("=", 2);
      environment.put(words[0], words[1]);
    }
    throw new IllegalStateException(
        "DynamoDB Local does not start. Without it: GUARD=off make run");
  }
}
