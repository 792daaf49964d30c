package assistant.llama;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One answer that is asked of the decoder: what it is to go on from, how many tokens it may have,
/// and what has become of it, for the thread that waits for it.
final class Generation {
  /// What the waiting thread hears.
  sealed interface Event {}

  /// A token, and what else might have stood there, if that was asked for.
  record Token(int id, List<Chance> chances) implements Event {}

  /// The answer is whole: it came to its own end, or it is `full`.
  record End(boolean full) implements Event {}

  record Failed(RuntimeException reason) implements Event {}

  /// Nothing more comes, since nobody wants it.
  record Cancelled() implements Event {}

  final int[] prompt;
  final int room;
  final int alternatives;
  final Sampler sampler;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean cancelled;

  Generation(int[] prompt, int room, int alternatives, Sampler sampler) {
    this.prompt = prompt;
    this.room = room;
    this.alternatives = alternatives;
    this.sampler = sampler;
  }

  Event next() throws InterruptedException {
    return events.take();
  }

  void tell(Event event) {
    events.add(event);
  }

  void cancel() {
    cancelled = true;
    tell(new Cancelled());
  }

  boolean isCancelled() {
    return cancelled;
  }
}
