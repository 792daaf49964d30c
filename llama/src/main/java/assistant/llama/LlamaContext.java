package assistant.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandles;
import java.util.function.BooleanSupplier;

/// What a model computes with: a batch of tokens to read, and the state (keys and values) of
/// several texts. One thread at a time may use it.
final class LlamaContext implements AutoCloseable {
  /// How many tokens are read in one go at most.
  static final int BATCH = 512;

  /// How a batch ended.
  enum Outcome {
    DONE,
    NO_ROOM,
    ABORTED,
    REFUSED
  }

  private final LlamaCpp llama;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment context;
  private final MemorySegment memory;
  private final MemorySegment batch = arena.allocate(Layouts.BATCH);
  private final MemorySegment token = arena.allocate(JAVA_INT, BATCH);
  private final MemorySegment position = arena.allocate(JAVA_INT, BATCH);
  private final MemorySegment sequence = arena.allocate(JAVA_INT, BATCH);
  private final MemorySegment output = arena.allocate(BATCH);
  private final MemorySegment abort;
  private final BooleanSupplier aborted;
  private final int tokens;
  private boolean listening;
  private int filled;

  /// `cells` tokens in all, of up to `sequences` texts. `aborted` is asked while a long batch is
  /// read, and must not throw.
  LlamaContext(LlamaModel model, int cells, int sequences, int threads, BooleanSupplier aborted) {
    this.llama = model.llama;
    this.tokens = model.tokens;
    this.aborted = aborted;
    MemorySegment one = arena.allocate(JAVA_INT, BATCH);
    MemorySegment pointers = arena.allocate(ADDRESS, BATCH);
    for (int i = 0; i < BATCH; i++) {
      one.setAtIndex(JAVA_INT, i, 1);
      pointers.setAtIndex(ADDRESS, i, sequence.asSlice(4L * i, 4));
    }
    Layouts.set(batch, Layouts.BATCH, "token", token);
    Layouts.set(batch, Layouts.BATCH, "pos", position);
    Layouts.set(batch, Layouts.BATCH, "n_seq_id", one);
    Layouts.set(batch, Layouts.BATCH, "seq_id", pointers);
    Layouts.set(batch, Layouts.BATCH, "logits", output);
    abort =
        LlamaCpp.upcall(
            MethodHandles.lookup(), this, "abort", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    context = LlamaCpp.call(() -> create(model, cells, sequences, threads));
    memory = LlamaCpp.call(() -> (MemorySegment) llama.memory.invokeExact(context));
  }

  private MemorySegment create(LlamaModel model, int cells, int sequences, int threads)
      throws Throwable {
    MemorySegment params =
        (MemorySegment) llama.contextDefaults.invokeExact((SegmentAllocator) arena);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_ctx", cells);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_batch", BATCH);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_ubatch", BATCH);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_seq_max", sequences);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_outputs_max", sequences);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_threads", threads);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "n_threads_batch", threads);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "no_perf", true);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "kv_unified", true);
    Layouts.set(params, Layouts.CONTEXT_PARAMS, "swa_full", true);
    return llama.alone(() -> {
      MemorySegment made = (MemorySegment) llama.newContext.invokeExact(model.model, params);
      if (made.equals(MemorySegment.NULL)) {
        throw new IllegalArgumentException(Refused.reason(llama.log.taken()));
      }
      return made;
    });
  }

  private boolean abort(MemorySegment nothing) {
    return aborted.getAsBoolean();
  }

  int room() {
    return BATCH - filled;
  }

  int filled() {
    return filled;
  }

  /// Puts a token into the next batch, and returns its place there.
  int add(int id, int at, int ofSequence, boolean wanted) {
    token.setAtIndex(JAVA_INT, filled, id);
    position.setAtIndex(JAVA_INT, filled, at);
    sequence.setAtIndex(JAVA_INT, filled, ofSequence);
    output.set(JAVA_BYTE, filled, (byte) (wanted ? 1 : 0));
    return filled++;
  }

  /// Reads what was added. `interruptible` batches ask whether to go on between their steps, which
  /// costs a call each.
  Outcome decode(boolean interruptible) {
    batch.set(JAVA_INT, 0, filled);
    filled = 0;
    int code =
        LlamaCpp.call(() -> {
          if (interruptible != listening) {
            MemorySegment asked = interruptible ? abort : MemorySegment.NULL;
            llama.setAbort.invokeExact(context, asked, MemorySegment.NULL);
            listening = interruptible;
          }
          return (int) llama.decode.invokeExact(context, batch);
        });
    return switch (code) {
      case 0 -> Outcome.DONE;
      case 1 -> Outcome.NO_ROOM;
      case 2 -> Outcome.ABORTED;
      default -> Outcome.REFUSED;
    };
  }

  /// How likely each token is after the one at this place of the batch, as logarithms, into an
  /// array that has one for each.
  void logits(int place, float[] into) {
    MemorySegment all =
        LlamaCpp.call(() -> (MemorySegment) llama.logits.invokeExact(context, place));
    if (all.equals(MemorySegment.NULL)) {
      throw new IllegalStateException("llama.cpp has no result for a token");
    }
    MemorySegment.copy(LlamaCpp.floats(all, tokens), JAVA_FLOAT, 0, into, 0, tokens);
  }

  /// Forgets a sequence from this position on; false where the model cannot forget a part.
  boolean forget(int ofSequence, int from) {
    return LlamaCpp.call(
        () -> (boolean) llama.removeTokens.invokeExact(memory, ofSequence, from, -1));
  }

  /// Gives a sequence what another has up to this position.
  void copy(int source, int target, int to) {
    LlamaCpp.call(() -> {
      llama.copyTokens.invokeExact(memory, source, target, 0, to);
      return null;
    });
  }

  @Override
  public void close() {
    LlamaCpp.call(() -> {
      llama.freeContext.invokeExact(context);
      return null;
    });
    arena.close();
  }
}
