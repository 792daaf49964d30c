package assistant.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// One DynamoDB Local for all of a JVM's tests, and a new, empty table for each who asks.
public final class Tables {
  private Tables() {}

  /// The one that `TEST_DYNAMODB_URL` names, else started when first needed, and ended with the
  /// tests' process. The property `dynamodb.classpath` names the file with its class path.
  private static final class Shared {
    static final URI URL = start();

    private static URI start() {
      String running = System.getenv("TEST_DYNAMODB_URL");
      if (running != null) {
        return URI.create(running);
      }
      try {
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    // To which it copies a library.
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    Files.readString(Path.of(System.getProperty("dynamodb.classpath"))),
                    "assistant.dynamodb.DynamoDb")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return url(process);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static URI url(Process process) throws IOException {
      String name = "AWS_ENDPOINT_URL_DYNAMODB=";
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(name)) {
          return URI.create(line.substring(name.length()));
        }
      }
      throw new IOException("DynamoDB Local did not start.");
    }
  }

  /// What a function needs to use a new, empty table.
  public static Map<String, String> environment() {
    String name = "table-" + UUID.randomUUID();
    try {
      GuardTable.create(Shared.URL, name);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return GuardTable.environment(Shared.URL, name);
  }
}
