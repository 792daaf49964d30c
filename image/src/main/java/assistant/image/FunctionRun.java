package assistant.image;

import assistant.local.FunctionResponse;
import assistant.local.Invocation;
import assistant.local.RuntimeApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// One function process under a Runtime API of its own, asked directly, without a gateway in front.
public final class FunctionRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final byte[] TOKEN = "event: token".getBytes(StandardCharsets.US_ASCII);

  private final RuntimeApi api;
  private final Process process;
  private final long started;

  public FunctionRun(List<String> command, Map<String, String> environment) throws IOException {
    api = new RuntimeApi(error -> System.err.println("init failed: " + error));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    started = System.nanoTime();
    process = builder.start();
    process.onExit().thenRun(() -> api.fail("The function process has ended."));
  }

  /// Times count from here.
  Told ask(Event event) throws IOException, InterruptedException {
    byte[] bytes = event.bytes();
    return ask(bytes, System.nanoTime());
  }

  /// Times count from the start of the process.
  public Told askCold(Event event) throws IOException, InterruptedException {
    return ask(event.bytes(), started);
  }

  private Told ask(byte[] event, long from) throws IOException, InterruptedException {
    Invocation invocation = new Invocation(event, TIMEOUT);
    api.invoke(invocation);
    if (!process.isAlive()) {
      api.fail("The function process has ended.");
    }
    try {
      FunctionResponse response = invocation.response().get();
      try (InputStream body = response.body()) {
        return read(response.status(), body, from);
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static Told read(int status, InputStream in, long from) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[16 << 10];
    long first = 0;
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      body.write(piece, 0, read);
      if (first == 0 && contains(body.toByteArray())) {
        first = System.nanoTime();
      }
    }
    long end = System.nanoTime();
    return new Told(
        status,
        body.toString(StandardCharsets.UTF_8),
        (first == 0 ? end : first) - from,
        end - from);
  }

  private static boolean contains(byte[] body) {
    for (int i = 0; i + TOKEN.length <= body.length; i++) {
      if (java.util.Arrays.equals(body, i, i + TOKEN.length, TOKEN, 0, TOKEN.length)) {
        return true;
      }
    }
    return false;
  }

  public long memory(String field) throws IOException {
    return Memory.kilobytes(process.pid(), field);
  }

  public long pid() {
    return process.pid();
  }

  /// Asked to end, as an AOT cache is written at the end.
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
      api.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
