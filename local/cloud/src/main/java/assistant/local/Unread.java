package assistant.local;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// After a refusal: lets what still comes of its request go by for a while, then completes. A
/// connection that is closed on unread bytes takes the answer with it.
record Unread(Request request, Callback callback) implements Callback {
  private static final long MOST_BYTES = 32L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofMillis(500);

  @Override
  public void succeeded() {
    Thread.startVirtualThread(() -> {
      try {
        letGoBy();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      callback.succeeded();
    });
  }

  @Override
  public void failed(Throwable thrown) {
    callback.failed(thrown);
  }

  private void letGoBy() throws InterruptedException {
    long began = System.nanoTime();
    long heard = began;
    long bytes = 0;
    while (bytes < MOST_BYTES && System.nanoTime() - began < LONGEST.toNanos()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        if (System.nanoTime() - heard > SILENCE.toNanos()) {
          return;
        }
        Thread.sleep(10);
        continue;
      }
      heard = System.nanoTime();
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        return;
      }
    }
  }
}
