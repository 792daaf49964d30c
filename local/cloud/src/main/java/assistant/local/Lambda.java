package assistant.local;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs function processes as Lambda runs execution environments: one request at a time each, a
/// further one when all are busy, up to a limit, the warm ones first. Over the limit a request
/// waits its turn, where Lambda would refuse it.
final class Lambda implements Invoker, AutoCloseable {
  /// As the function's time-out is set in the stack.
  static final Duration TIMEOUT = Duration.ofSeconds(120);

  /// Lambda gives a start ten seconds of its own; a busy machine of a developer's may need more.
  private static final Duration TO_START = Duration.ofSeconds(60);

  private final FunctionCommand command;
  private final Duration timeout;
  private final Semaphore places;
  private final Deque<FunctionProcess> idle = new ArrayDeque<>();
  private final Set<FunctionProcess> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Lambda(FunctionCommand command, int most, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
    this.places = new Semaphore(most, true);
  }

  @Override
  public void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new FunctionFailed("All function processes stayed busy.");
    }
    try {
      FunctionProcess process = take();
      Invocation invocation = new Invocation(event, timeout);
      try {
        run(process, invocation, consumer);
      } finally {
        release(process, process.alive() && invocation.answered());
      }
    } finally {
      places.release();
    }
  }

  private void run(FunctionProcess process, Invocation invocation, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    process.invoke(invocation);
    try {
      invocation.awaitTaken(TO_START);
      FunctionResponse response =
          invocation.response().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      try {
        consumer.accept(response);
      } finally {
        finish(invocation, response);
      }
    } catch (ExecutionException e) {
      throw new FunctionFailed(e.getCause().getMessage());
    } catch (TimeoutException e) {
      process.kill();
      throw new FunctionFailed("The function ran out of time.");
    }
  }

  /// A function is never told that its caller has left: it answers to the end, and can then take
  /// the next event.
  private static void finish(Invocation invocation, FunctionResponse response) throws IOException {
    try {
      response.body().transferTo(OutputStream.nullOutputStream());
      invocation.markAnswered();
    } finally {
      invocation.consumed();
    }
  }

  private FunctionProcess take() throws IOException {
    synchronized (idle) {
      while (!idle.isEmpty()) {
        FunctionProcess process = idle.pop();
        if (process.alive()) {
          return process;
        }
        discard(process);
      }
    }
    FunctionProcess process = new FunctionProcess(command);
    all.add(process);
    if (closed) {
      discard(process);
    }
    return process;
  }

  private void release(FunctionProcess process, boolean usable) {
    if (!usable || closed) {
      discard(process);
      return;
    }
    synchronized (idle) {
      idle.push(process);
    }
  }

  private void discard(FunctionProcess process) {
    all.remove(process);
    process.close();
  }

  /// The processes' ids, for those who look at them from outside.
  List<Long> pids() {
    return all.stream().map(FunctionProcess::pid).toList();
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(all).forEach(this::discard);
  }
}
