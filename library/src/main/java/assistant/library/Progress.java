package assistant.library;

import java.io.PrintStream;
import java.util.function.BiConsumer;

/// Says every two seconds how far long work has come.
final class Progress implements BiConsumer<Integer, Integer> {
  private static final long BETWEEN = 2_000_000_000L;
  private final PrintStream out;
  private long due = System.nanoTime() + BETWEEN;

  Progress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(Integer done, Integer all) {
    if (System.nanoTime() > due) {
      due = System.nanoTime() + BETWEEN;
      out.println("Read " + done + " of " + all + " files …");
    }
  }
}
