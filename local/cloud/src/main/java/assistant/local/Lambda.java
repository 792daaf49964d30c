package assistant.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs function processes as Lambda runs execution environments: one request at a time each, a
/// further one when all are busy, up to a limit, the warm ones first. Over the limit a request
/// waits its turn ([Line]), where Lambda would refuse it; whichever process is free first takes it.
final class Lambda implements Invoker, AutoCloseable {
  /// As the function's time-out is set in the stack.
  static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final FunctionCommand command;
  private final int most;
  private final Duration timeout;
  private final Deque<FunctionProcess> idle = new ArrayDeque<>();
  private final Line line;
  private final Set<FunctionProcess> all = new LinkedHashSet<>();
  private final Set<FunctionProcess> starting = new HashSet<>();
  private boolean closed;

  Lambda(FunctionCommand command, int most, Duration timeout) {
    this.command = command;
    this.most = most;
    this.timeout = timeout;
    this.line = new Line(most);
  }

  @Override
  public void invoke(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    run(new Invocation(event, timeout, false), consumer);
  }

  @Override
  public void brief(byte[] event, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    run(new Invocation(event, timeout, true), consumer);
  }

  private void run(Invocation invocation, Consumer consumer)
      throws FunctionFailed, IOException, InterruptedException {
    give(invocation);
    FunctionResponse response;
    try {
      // Once to wait for a process, and once for its answer.
      response = invocation.response().get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionFailed failed
          ? failed
          : new FunctionFailed(e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new FunctionFailed("All function processes stayed busy.", true);
    } finally {
      withdraw(invocation);
    }
    try (response) {
      consumer.accept(response);
    }
  }

  private synchronized void give(Invocation invocation) throws IOException {
    if (closed) {
      throw new IOException("The local cloud has ended.");
    }
    line.add(invocation);
    serve();
  }

  /// The idle ones first; then as many further ones as those need who still wait.
  private void serve() throws IOException {
    while (line.ready() > 0 && !idle.isEmpty()) {
      FunctionProcess process = idle.pop();
      if (process.alive()) {
        process.invoke(line.next(process));
      }
    }
    while (starting.size() < line.ready() && all.size() < most && !closed) {
      FunctionProcess process = new FunctionProcess(command, this::free, this::gone);
      all.add(process);
      starting.add(process);
    }
  }

  private synchronized void withdraw(Invocation invocation) {
    line.withdraw(invocation);
  }

  private synchronized void free(FunctionProcess process) {
    starting.remove(process);
    process.rest();
    line.done(process);
    Invocation next = line.next(process);
    if (next == null) {
      idle.push(process);
    } else {
      process.invoke(next);
    }
  }

  /// One that could not start takes one request with it, as a further one would say the same; for
  /// the others another is tried.
  private synchronized void gone(FunctionProcess process) {
    all.remove(process);
    idle.remove(process);
    line.done(process);
    Invocation lost = starting.remove(process) ? line.poll() : null;
    if (lost != null) {
      lost.failed("The function process has ended.");
    }
    try {
      serve();
    } catch (IOException e) {
      line.fail("No function process can be started.");
    }
  }

  /// The processes' ids, for those who look at them from outside.
  synchronized List<Long> pids() {
    return all.stream().map(FunctionProcess::pid).toList();
  }

  /// Whether every process waits for its next event, and so has done all that the last one asked.
  synchronized boolean atRest() {
    return all.stream().allMatch(process -> process.waiting() || !process.alive());
  }

  /// All are told to end before any is waited for.
  @Override
  public void close() {
    List<FunctionProcess> running;
    synchronized (this) {
      closed = true;
      running = List.copyOf(all);
      line.fail("The local cloud has ended.");
    }
    running.forEach(FunctionProcess::end);
    running.forEach(FunctionProcess::close);
  }
}
