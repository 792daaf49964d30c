package assistant.local;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One event on its way through a function process, and the response that comes back.
public final class Invocation {
  private final String id = UUID.randomUUID().toString();
  private final byte[] event;
  private final Duration timeout;
  private final CompletableFuture<Instant> deadline = new CompletableFuture<>();
  private final CompletableFuture<FunctionResponse> response = new CompletableFuture<>();
  private final CountDownLatch consumed = new CountDownLatch(1);
  private volatile boolean answered;

  /// `timeout` counts from when the function takes the event: its start has time of its own.
  public Invocation(byte[] event, Duration timeout) {
    this.event = event;
    this.timeout = timeout;
  }

  String id() {
    return id;
  }

  byte[] event() {
    return event;
  }

  /// The function takes the event now; by when it must have answered.
  Instant taken() {
    deadline.complete(Instant.now().plus(timeout));
    return deadline.join();
  }

  /// Returns when the function has taken the event, or it is over without that.
  void awaitTaken(Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture.anyOf(deadline, response).get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  public CompletableFuture<FunctionResponse> response() {
    return response;
  }

  /// Hands the response over, and returns when its body was read or given up: only then may the
  /// function be told that it arrived.
  void deliver(FunctionResponse delivered) throws InterruptedException {
    if (response.complete(delivered)) {
      consumed.await();
    }
  }

  /// Whether the process gave its whole answer, or reported an error, and so is free again.
  boolean answered() {
    return answered;
  }

  void markAnswered() {
    answered = true;
  }

  public void consumed() {
    consumed.countDown();
  }

  void failed(String reason) {
    response.completeExceptionally(new FunctionFailed(reason));
    consumed.countDown();
  }
}
