package assistant.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What llama.cpp says of itself: its complaints are kept for who asks, everything else is dropped.
final class CppLog {
  private static final int WARNING = 3;
  private static final int CONTINUED = 5;
  private static final int MOST_LINES = 40;

  private final Deque<String> lines = new ArrayDeque<>();

  MemorySegment upcall() {
    return LlamaCpp.upcall(
        MethodHandles.lookup(),
        this,
        "heard",
        FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS));
  }

  /// Called on whichever of llama.cpp's threads has something to say; an exception that left it
  /// would end the process.
  private void heard(int level, MemorySegment text, MemorySegment nothing) {
    try {
      String line = LlamaCpp.text(text).strip();
      if (level >= WARNING && level != CONTINUED && !line.isEmpty()) {
        add(line);
      }
    } catch (Throwable e) {
      add("a complaint that cannot be read");
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.add(line);
  }

  /// What was complained of since the last call.
  synchronized List<String> taken() {
    List<String> taken = new ArrayList<>(lines);
    lines.clear();
    return taken;
  }
}
