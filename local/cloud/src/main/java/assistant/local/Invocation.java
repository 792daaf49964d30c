package assistant.local;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One event on its way through a function process, and the response that comes back.
public final class Invocation {
  private final String id = UUID.randomUUID().toString();
  private final byte[] event;
  private final Duration timeout;
  private final boolean brief;
  private final CompletableFuture<FunctionResponse> response = new CompletableFuture<>();
  private volatile Instant deadline;
  private volatile Relay relay;

  public Invocation(byte[] event, Duration timeout) {
    this(event, timeout, false);
  }

  Invocation(byte[] event, Duration timeout, boolean brief) {
    this.event = event;
    this.timeout = timeout;
    this.brief = brief;
  }

  String id() {
    return id;
  }

  byte[] event() {
    return event;
  }

  /// Counted from when a process is given the event: what it takes to start is not its time.
  Instant start() {
    deadline = Instant.now().plus(timeout);
    return deadline;
  }

  /// Whether it is answered at once, without the model.
  boolean brief() {
    return brief;
  }

  Duration timeout() {
    return timeout;
  }

  public CompletableFuture<FunctionResponse> response() {
    return response;
  }

  /// The response has begun; its body comes through the relay.
  void began(FunctionResponse begun, Relay body) {
    relay = body;
    response.complete(begun);
  }

  /// Nothing comes, or nothing more.
  void failed(String reason) {
    failed(new FunctionFailed(reason));
  }

  void failed(FunctionFailed failure) {
    if (!response.completeExceptionally(failure) && relay != null) {
      relay.cut(failure.getMessage());
    }
  }
}
