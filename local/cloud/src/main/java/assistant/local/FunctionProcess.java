package assistant.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One function process and the Runtime API that it alone talks to.
final class FunctionProcess implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(2);

  private final RuntimeApi api;
  private final Process process;
  private volatile boolean initFailed;

  FunctionProcess(FunctionCommand command) throws IOException {
    api = new RuntimeApi(error -> initFailed = true);
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    process =
        builder
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.onExit().thenRun(() -> api.fail("The function process has ended."));
  }

  void invoke(Invocation invocation) {
    api.invoke(invocation);
    if (!process.isAlive()) {
      api.fail("The function process has ended.");
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Whether the function itself said that it cannot start; a further one would say the same.
  boolean initFailed() {
    return initFailed;
  }

  long pid() {
    return process.pid();
  }

  /// Ended at once, as Lambda ends one that runs out of time.
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      api.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (IOException e) {
      // The socket is of no use any more either way.
    }
  }
}
