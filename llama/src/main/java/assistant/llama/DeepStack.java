package assistant.llama;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// A thread with a large stack, for native work on texts: some tokenizers split by regular
/// expressions that call themselves for every character of a run, and the end of the stack would be
/// the end of the process.
final class DeepStack {
  /// The longest text that is given to it. A character takes up to 350 bytes of the stack.
  static final int MOST_CHARACTERS = 500_000;

  /// Address space; memory is taken only as deep as a text needs.
  private static final long BYTES = 256L << 20;

  private static final Executor THREAD =
      Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "llama-text", BYTES);
        thread.setDaemon(true);
        return thread;
      });

  private DeepStack() {}

  /// Waits for the work to end, also when interrupted: native code cannot be, and would go on
  /// alone.
  static <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, THREAD).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }
}
