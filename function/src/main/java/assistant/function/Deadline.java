package assistant.function;

import java.time.Duration;

/// A moment after which nothing more may be waited for, on the monotonic clock.
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  Deadline orEarlier(Deadline other) {
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
