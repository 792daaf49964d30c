package assistant.function.provider;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The time that a server has after its last word, to add what it counted; then its body is closed.
final class Grace {
  private static final Duration LENGTH = Duration.ofSeconds(1);

  private final InputStream body;
  private CompletableFuture<Boolean> late;

  Grace(InputStream body) {
    this.body = body;
  }

  void begin() {
    if (late == null) {
      late = new CompletableFuture<>();
      late.completeOnTimeout(true, LENGTH.toMillis(), TimeUnit.MILLISECONDS);
      late.thenAccept(is -> {
        if (is) {
          close();
        }
      });
    }
  }

  /// The body was read: nothing of it is kept until the time would have been over.
  void end() {
    if (late != null) {
      late.complete(false);
    }
  }

  private void close() {
    try {
      body.close();
    } catch (IOException e) {
      // It is over either way.
    }
  }
}
