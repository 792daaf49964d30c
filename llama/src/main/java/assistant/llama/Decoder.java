package assistant.llama;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The one thread that computes with a model. It goes round: whoever has come is let in if there is
/// room, then each answer on its way gets one token, and each new prompt its share of a batch, all
/// computed together.
final class Decoder implements AutoCloseable {
  /// A prompt alone is read in whole batches; while others write, in as many tokens as take about
  /// this long, so that they are not kept waiting.
  private static final long SHARE_NANOS = 200_000_000;

  private static final int SMALLEST_SHARE = 16;

  /// From here on a batch takes so long that a cancel ends it.
  private static final int LONG = 32;

  private final LlamaModel model;
  private final LlamaContext context;
  private final NativeThread thread = new NativeThread("llama-decode");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final int cells;
  private final List<Sequence> sequences = new ArrayList<>();
  private final Deque<Generation> waiting = new ArrayDeque<>();
  private final BlockingQueue<Optional<Generation>> arrivals = new LinkedBlockingQueue<>();
  private final float[] logits;
  private volatile List<Generation> inBatch = List.of();
  private volatile List<Generation> readingInBatch = List.of();
  private volatile boolean closed;
  private volatile boolean broken;
  private long nanosPerToken = 1_000_000;
  private long round;
  private volatile long tokensRead;

  /// Throws an [IllegalArgumentException] when there is no memory for so many `cells`.
  Decoder(LlamaModel model, int cells, int parallel, int threads) {
    this.model = model;
    this.cells = cells;
    this.logits = new float[model.tokens];
    this.context = new LlamaContext(model, cells, parallel, threads, this::isBatchUnwanted);
    for (int i = 0; i < parallel; i++) {
      sequences.add(new Sequence(i));
    }
  }

  void start() {
    thread.whenStuck(abort -> {
      closed = true;
      fail(abort);
    });
    thread.start(this::run);
  }

  /// Its events tell how it goes on. Its prompt and room must fit into the context.
  void ask(Generation generation) {
    arrivals.add(Optional.of(generation));
    if (closed) {
      fail(new IllegalStateException("The model has ended"));
    }
  }

  private void run() {
    try {
      while (!closed) {
        welcome();
        leave();
        admit();
        fill();
        if (context.filled() > 0) {
          decode();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      broken = true;
      fail(new IllegalStateException("The model broke off", e));
    } finally {
      closed = true;
      cancelAll();
      context.close();
      ended.countDown();
    }
  }

  /// Waits where there is nothing to do.
  private void welcome() throws InterruptedException {
    boolean idle = waiting.isEmpty() && sequences.stream().allMatch(Sequence::isFree);
    for (Optional<Generation> next = idle ? arrivals.take() : arrivals.poll();
        next != null;
        next = arrivals.poll()) {
      next.ifPresent(waiting::add);
    }
  }

  private void leave() {
    waiting.removeIf(Generation::isCancelled);
    for (Sequence sequence : sequences) {
      if (!sequence.isFree() && sequence.generation.isCancelled()) {
        sequence.generation = null;
      }
    }
  }

  /// Lets in who waits, in the order they came, as long as the longest texts that may come of all
  /// would fit.
  private void admit() {
    while (!waiting.isEmpty()) {
      Generation next = waiting.peek();
      Sequence chosen = choose(next.prompt);
      if (chosen == null || !makeRoom(chosen, next)) {
        return;
      }
      waiting.remove();
      prepare(chosen, next);
    }
  }

  /// The free sequence that has most of the prompt already, unless more than half of what it keeps
  /// would be lost; else the one that was used longest ago.
  private Sequence choose(int[] prompt) {
    List<Sequence> free = sequences.stream().filter(Sequence::isFree).toList();
    return free.stream()
        .filter(sequence -> sequence.shared(prompt) * 2 > sequence.size())
        .max(Comparator.comparingInt(sequence -> sequence.shared(prompt)))
        .orElseGet(() ->
            free.stream()
                .min(Comparator.comparingLong(sequence -> sequence.lastUsed))
                .orElse(null));
  }

  /// Forgets kept texts, the oldest first, until there is room.
  private boolean makeRoom(Sequence chosen, Generation next) {
    int needed = next.prompt.length + next.room;
    List<Sequence> kept =
        sequences.stream()
            .filter(sequence -> sequence != chosen && sequence.isFree() && sequence.size() > 0)
            .sorted(Comparator.comparingLong(sequence -> sequence.lastUsed))
            .toList();
    int busy = sequences.stream().filter(s -> !s.isFree()).mapToInt(Sequence::reserved).sum();
    if (busy > 0 && busy + needed > cells) {
      return false;
    }
    int used = busy + needed + kept.stream().mapToInt(Sequence::size).sum();
    for (Sequence oldest : kept) {
      if (used <= cells) {
        break;
      }
      used -= oldest.size();
      forget(oldest, 0);
    }
    return true;
  }

  private void prepare(Sequence chosen, Generation next) {
    int shared = chosen.shared(next.prompt);
    Sequence best =
        sequences.stream().max(Comparator.comparingInt(s -> s.shared(next.prompt))).orElse(chosen);
    int there = best.shared(next.prompt);
    if (there > shared && model.forgetsParts()) {
      forget(chosen, 0);
      context.copy(best.id, chosen.id, there);
      chosen.take(best, there);
    } else if (shared < chosen.size()) {
      forget(chosen, shared);
    }
    chosen.generation = next;
    chosen.written = 0;
    chosen.lastUsed = ++round;
  }

  /// From a position on, or wholly where the model cannot forget a part.
  private void forget(Sequence sequence, int from) {
    if (context.forget(sequence.id, from)) {
      sequence.cut(from);
    } else {
      context.forget(sequence.id, 0);
      sequence.cut(0);
    }
  }

  private void fill() {
    List<Generation> all = new ArrayList<>();
    List<Generation> prompts = new ArrayList<>();
    List<Sequence> reading = new ArrayList<>();
    for (Sequence sequence : sequences) {
      sequence.place = -1;
      sequence.adding = 0;
      if (sequence.isReading()) {
        reading.add(sequence);
      } else if (!sequence.isFree()) {
        sequence.place = context.add(sequence.drawn, sequence.size(), sequence.id, true);
        sequence.adding = 1;
        all.add(sequence.generation);
      }
    }
    reading.sort(Comparator.comparingLong(sequence -> sequence.lastUsed));
    int left = all.isEmpty() && reading.size() == 1 ? LlamaContext.BATCH : share();
    for (int i = 0; i < reading.size() && context.room() > 0; i++) {
      Sequence sequence = reading.get(i);
      int count = Math.max(1, left / (reading.size() - i));
      count =
          Math.min(
              Math.min(count, context.room()), sequence.generation.prompt.length - sequence.size());
      left = Math.max(0, left - count);
      read(sequence, count);
      all.add(sequence.generation);
      if (count >= LONG) {
        prompts.add(sequence.generation);
      }
    }
    readingInBatch = prompts;
    inBatch = all;
  }

  private int share() {
    return Math.clamp(SHARE_NANOS / Math.max(1, nanosPerToken), SMALLEST_SHARE, LlamaContext.BATCH);
  }

  private void read(Sequence sequence, int count) {
    int[] prompt = sequence.generation.prompt;
    for (int i = 0; i < count; i++) {
      int at = sequence.size() + i;
      boolean last = at == prompt.length - 1;
      int place = context.add(prompt[at], at, sequence.id, last);
      if (last) {
        sequence.place = place;
      }
    }
    sequence.adding = count;
  }

  /// Asked while a batch is computed: whether nobody wants it, or what makes it long.
  private boolean isBatchUnwanted() {
    return ProcessEnd.begun()
        || model.forgetsParts() && readingInBatch.stream().anyMatch(Generation::isCancelled)
        || inBatch.stream().allMatch(Generation::isCancelled);
  }

  private void decode() {
    int count = context.filled();
    long began = System.nanoTime();
    LlamaContext.Outcome outcome = context.decode(count >= LONG);
    inBatch = List.of();
    readingInBatch = List.of();
    switch (outcome) {
      case DONE -> {
        tokensRead = tokensRead + count;
        if (count >= LONG) {
          nanosPerToken = (System.nanoTime() - began) / count;
        }
        sequences.stream().filter(sequence -> sequence.adding > 0).forEach(this::advance);
      }
      case ABORTED -> takeBack();
      case NO_ROOM, REFUSED -> {
        takeBack();
        failBusy(new IllegalStateException("llama.cpp could not compute: " + outcome));
      }
    }
  }

  /// What a batch left in the state that was not computed to its end.
  private void takeBack() {
    for (Sequence sequence : sequences) {
      if (sequence.adding > 0 && !context.forget(sequence.id, sequence.size())) {
        forget(sequence, 0);
        failOne(sequence, new IllegalStateException("The model cannot go on after a cancel"));
      }
    }
  }

  private void advance(Sequence sequence) {
    Generation generation = sequence.generation;
    if (sequence.isReading()) {
      for (int i = 0; i < sequence.adding; i++) {
        sequence.push(generation.prompt[sequence.size()]);
      }
    } else {
      sequence.push(sequence.drawn);
    }
    if (sequence.place >= 0) {
      draw(sequence, generation);
    }
  }

  private void draw(Sequence sequence, Generation generation) {
    context.logits(sequence.place, logits);
    float[] untouched = generation.alternatives > 0 ? logits.clone() : logits;
    int token = generation.sampler.next(logits);
    if (model.ends(token)) {
      end(sequence, new Generation.End(false));
      return;
    }
    List<Chance> chances =
        generation.alternatives > 0
            ? Sampler.chances(untouched, generation.alternatives, token)
            : List.of();
    generation.tell(new Generation.Token(token, chances));
    sequence.drawn = token;
    if (++sequence.written == generation.room) {
      end(sequence, new Generation.End(true));
    }
  }

  private void end(Sequence sequence, Generation.Event event) {
    Generation generation = sequence.generation;
    sequence.generation = null;
    sequence.lastUsed = ++round;
    generation.tell(event);
  }

  private void failOne(Sequence sequence, RuntimeException reason) {
    if (!sequence.isFree()) {
      end(sequence, new Generation.Failed(reason));
    }
  }

  private void failBusy(RuntimeException reason) {
    sequences.forEach(sequence -> failOne(sequence, reason));
  }

  private List<Generation> all() {
    List<Generation> all = new ArrayList<>(waiting);
    sequences.stream().filter(s -> !s.isFree()).forEach(s -> all.add(s.generation));
    arrivals.forEach(arrival -> arrival.ifPresent(all::add));
    return all;
  }

  private void fail(RuntimeException reason) {
    all().forEach(generation -> generation.tell(new Generation.Failed(reason)));
  }

  private void cancelAll() {
    all().forEach(Generation::cancel);
  }

  long tokensRead() {
    return tokensRead;
  }

  /// Whether no further answer is to be had from it.
  boolean isBroken() {
    return broken || isStuck();
  }

  boolean isStuck() {
    return thread.isStuck();
  }

  /// Cancels what is on its way, and waits until nothing is computed any more.
  @Override
  public void close() {
    closed = true;
    arrivals.add(Optional.empty());
    cancelAll();
    try {
      while (!isStuck() && !ended.await(10, TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.close();
  }
}
