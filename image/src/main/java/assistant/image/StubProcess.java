package assistant.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The stub model in a process of its own, so that it shares no heap and no compiler with whoever
/// asks it.
public final class StubProcess implements AutoCloseable {
  private final Process process;
  private final URI url;

  public StubProcess() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Java.home("java"),
                    // It must have compiled itself by the time that something is measured.
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "assistant.stubs.StubModel"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    url = URI.create(out.readLine());
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
