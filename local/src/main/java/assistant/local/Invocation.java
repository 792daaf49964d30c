package assistant.local;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// One event on its way through a function process, and the response that comes back.
public final class Invocation {
  private final String id = UUID.randomUUID().toString();
  private final byte[] event;
  private final Instant deadline;
  private final CompletableFuture<FunctionResponse> response = new CompletableFuture<>();
  private final CountDownLatch consumed = new CountDownLatch(1);
  private volatile boolean answered;

  public Invocation(byte[] event, Duration timeout) {
    this.event = event;
    this.deadline = Instant.now().plus(timeout);
  }

  String id() {
    return id;
  }

  byte[] event() {
    return event;
  }

  Instant deadline() {
    return deadline;
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
