package assistant.llama;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A thread for native work, with a large stack: some tokenizers split by regular expressions that
/// call themselves for every character of a run, and the end of the stack would be the end of the
/// process. When llama.cpp gives up on it, whoever waits is told.
final class NativeThread implements AutoCloseable {
  /// The longest text that is given to it. A character takes up to 350 bytes of the stack.
  static final int MOST_CHARACTERS = 500_000;

  /// Address space; memory is taken only as deep as a text needs.
  private static final long STACK_BYTES = 256L << 20;

  private static final Set<NativeThread> ALL = ConcurrentHashMap.newKeySet();

  private final ExecutorService executor;
  private final CompletableFuture<NativeAbort> abort = new CompletableFuture<>();
  private volatile Thread thread;

  NativeThread(String name) {
    executor =
        Executors.newSingleThreadExecutor(work -> {
          thread = new Thread(null, work, name, STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        });
    ALL.add(this);
  }

  /// Called where llama.cpp gave up. One of its own threads may have, on behalf of any of these.
  static void stuck(NativeAbort abort) {
    Thread here = Thread.currentThread();
    boolean mine = isOne(here);
    ALL.stream()
        .filter(one -> !mine || one.thread == here)
        .forEach(one -> one.abort.complete(abort));
  }

  static boolean isOne(Thread thread) {
    return ALL.stream().anyMatch(one -> one.thread == thread);
  }

  /// Is told at once, or when it happens.
  void whenStuck(Consumer<NativeAbort> listener) {
    abort.thenAccept(listener);
  }

  boolean isStuck() {
    return abort.isDone();
  }

  /// Waits for the work to end, also when interrupted: native code cannot be, and would go on
  /// alone. Throws what it throws, and a [NativeAbort] when it never ends.
  <T> T call(Supplier<T> work) {
    CompletableFuture<T> done = CompletableFuture.supplyAsync(work, executor);
    CompletableFuture<T> stuck = new CompletableFuture<>();
    CompletableFuture<Void> listening = abort.thenAccept(stuck::completeExceptionally);
    try {
      CompletableFuture.anyOf(done, stuck).join();
      return done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    } finally {
      listening.cancel(false);
    }
  }

  void start(Runnable work) {
    executor.execute(work);
  }

  @Override
  public void close() {
    executor.shutdown();
    ALL.remove(this);
  }
}
