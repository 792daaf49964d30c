package assistant.llama;

import java.time.Duration;

/// Brings llama.cpp to rest before the process ends, which takes away what its thread decodes with.
final class ProcessEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static volatile boolean begun;

  private ProcessEnd() {}

  static boolean begun() {
    return begun;
  }

  /// A shutdown hook: when it begins every answer is to stop, and it waits a while for this work,
  /// which returns when the model is at rest.
  static Thread hook(Runnable rest) {
    return Thread.ofPlatform()
        .unstarted(() -> {
          begun = true;
          try {
            Thread.ofPlatform().daemon().start(rest).join(PATIENCE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
