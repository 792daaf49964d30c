package assistant.function.chain;

import assistant.function.base.Deadline;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// One answer on its way: a worker asks the model and queues what comes, the reader takes it piece
/// by piece.
///
/// The queue is short, so that a reader that lags slows the model's stream instead of filling
/// memory.
public final class Answer implements AutoCloseable {
  private static final int QUEUED = 256;
  private static final Duration TO_FINISH = Duration.ofMillis(50);
  private static final ExecutorService WORKERS = Executors.newCachedThreadPool(Answer::worker);

  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(QUEUED);
  private final Chain chain;
  private final ChatRequest request;
  private final Citations citations;
  private final Room room;
  private final Deadline deadline;
  private final Future<?> worker;
  private final Meter meter = new Meter();
  private Optional<Failure> failure = Optional.empty();
  private volatile boolean stopped;
  private boolean over;

  Answer(Chain chain, Prompted prompted, Deadline deadline, Room room) {
    this.chain = chain;
    this.request = prompted.request();
    this.citations = new Citations(prompted.grounded());
    this.deadline = deadline;
    this.room = room;
    this.worker = WORKERS.submit(this::work);
  }

  /// The next piece, waited for at most this long: empty when none came. Past the deadline it is a
  /// timeout.
  public Optional<Piece> next(Duration wait) throws InterruptedException {
    Piece piece = pieces.poll();
    if (piece == null) {
      Duration remaining = deadline.remaining();
      Duration bounded = wait.compareTo(remaining) < 0 ? wait : remaining;
      piece = pieces.poll(bounded.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (piece == null && deadline.passed()) {
      piece = new Piece.Failed(Failure.timeout());
    }
    if (stopped && !(piece instanceof Piece.Done)) {
      piece = stopPiece();
    }
    if (piece instanceof Piece.Failed failed) {
      failure = Optional.of(failed.failure());
    }
    over = over || piece instanceof Piece.Done;
    return Optional.ofNullable(piece);
  }

  /// Whether a piece is already here, so that writing can wait for it before flushing.
  public boolean hasNext() {
    return !pieces.isEmpty();
  }

  /// Ends the answer where it is, from any thread; its reader is told that it is done.
  public void stop() {
    stopped = true;
    worker.cancel(true);
    // Wakes a reader that waits; one that does not has pieces to read, and looks afterwards.
    pieces.offer(stopPiece());
  }

  private Piece stopPiece() {
    return new Piece.Done(Reply.stopped(chain.model().name()).citing(citations.cited()));
  }

  public Meter meter() {
    return meter;
  }

  /// Why it failed, once the reader was told.
  public Optional<Failure> failure() {
    return failure;
  }

  /// Stops the model wherever it is. After a finished answer its connection gets a moment to end
  /// cleanly, and be used again.
  @Override
  public void close() {
    if (over) {
      try {
        worker.get(TO_FINISH.toNanos(), TimeUnit.NANOSECONDS);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        // It did not end by itself, so it is ended below.
      }
    }
    worker.cancel(true);
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "model");
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    try {
      for (int attempt = 1; ; attempt++) {
        Attempt made = new Attempt(pieces, chain.parser(), citations, meter);
        Optional<Failure> failure = made.run(chain.model(), request);
        if (failure.isEmpty()) {
          return;
        }
        Optional<Duration> pause =
            made.began() ? Optional.empty() : chain.retry().pause(failure.get(), attempt, deadline);
        if (pause.isEmpty() || meter.billed() && !room.forAnother()) {
          pieces.put(new Piece.Failed(failure.get()));
          return;
        }
        Thread.sleep(pause.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
