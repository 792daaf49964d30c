package assistant.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// One function process and the Runtime API that it alone talks to, as one of Lambda's execution
/// environments: it starts, is free, takes one event, and is free again.
final class FunctionProcess implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(1);

  private static final Optional<UnaryOperator<String>> SHOWN = RequestLine.onATerminal();

  private final RuntimeApi api;
  private final Process process;
  private volatile Invocation current;

  /// `free` is told each time it can take an event, `gone` once when it has ended.
  FunctionProcess(
      FunctionCommand command, Consumer<FunctionProcess> free, Consumer<FunctionProcess> gone)
      throws IOException {
    // Asked for an event before this constructor has returned, it waits.
    CompletableFuture<FunctionProcess> self = new CompletableFuture<>();
    api = new RuntimeApi(error -> {}, () -> free.accept(self.join()));
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    process =
        builder
            .redirectError(Redirect.INHERIT)
            .redirectOutput(SHOWN.isPresent() ? Redirect.PIPE : Redirect.INHERIT)
            .start();
    SHOWN.ifPresent(shown -> Thread.ofVirtual().start(() -> show(shown)));
    self.complete(this);
    process
        .onExit()
        .thenRun(() -> {
          api.fail("The function process has ended.");
          gone.accept(this);
        });
  }

  /// One that has not answered in its time is ended, as Lambda ends it, also in the midst of an
  /// answer.
  void invoke(Invocation invocation) {
    current = invocation;
    api.invoke(invocation);
    CompletableFuture.delayedExecutor(invocation.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> timeOut(invocation));
    if (!process.isAlive()) {
      api.fail("The function process has ended.");
    }
  }

  private void show(UnaryOperator<String> shown) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(shown.apply(line));
      }
    } catch (IOException e) {
      // It has ended, and so have its lines.
    }
  }

  private void timeOut(Invocation invocation) {
    if (current == invocation) {
      invocation.failed(new FunctionFailed("The function ran out of time.", true));
      process.destroyForcibly();
    }
  }

  /// Its answer has been given.
  void rest() {
    current = null;
  }

  boolean alive() {
    return process.isAlive();
  }

  boolean waiting() {
    return api.waiting();
  }

  long pid() {
    return process.pid();
  }

  /// Asks it to end; [#close] waits until it has.
  void end() {
    process.destroy();
  }

  @Override
  public void close() {
    end();
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
