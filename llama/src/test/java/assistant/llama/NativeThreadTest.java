package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NativeThreadTest {
  private final NativeThread thread = new NativeThread("test");

  @AfterEach
  void end() {
    thread.close();
  }

  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  @Test
  void itGoesAsDeepAsALongTextNeeds() {
    assertEquals(400_000, thread.call(() -> depth(400_000)));
  }

  @Test
  void whatIsThrownIsThrownHere() {
    IllegalStateException thrown = new IllegalStateException();
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                thread.call(() -> {
                  throw thrown;
                })));
  }

  @Test
  void whoWaitsForAThreadThatStandsStillIsTold() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    NativeAbort abort = new NativeAbort("reason");
    NativeAbort thrown =
        assertThrows(
            NativeAbort.class,
            () ->
                thread.call(() -> {
                  NativeThread.stuck(abort);
                  try {
                    return never.await(20, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    assertSame(abort, thrown);
    assertTrue(thread.isStuck());
    never.countDown();
  }

  @Test
  void anInterruptIsKeptUntilTheWorkHasEnded() {
    Thread.currentThread().interrupt();
    assertEquals("done", thread.call(() -> "done"));
    assertTrue(Thread.interrupted());
  }
}
