package assistant.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/// Where llama.cpp arrives before it ends the process: its thread is kept here for ever, and those
/// who wait for it are told why.
final class Aborts {
  private Aborts() {}

  static MemorySegment upcall() {
    return LlamaCpp.upcall(
        MethodHandles.lookup(), new Aborts(), "aborted", FunctionDescriptor.ofVoid(ADDRESS));
  }

  private void aborted(MemorySegment words) {
    try {
      LlamaCpp.givenUp(Thread.currentThread());
      NativeThread.stuck(new NativeAbort(OneLine.of(LlamaCpp.text(words))));
    } catch (Throwable e) {
      // To return would end the process, and so would an exception.
    }
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        // Nobody waits for this thread any more.
      }
    }
  }
}
