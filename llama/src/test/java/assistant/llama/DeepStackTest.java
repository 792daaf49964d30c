package assistant.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class DeepStackTest {
  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  @Test
  void itGoesAsDeepAsALongTextNeeds() {
    assertEquals(400_000, DeepStack.call(() -> depth(400_000)));
  }

  @Test
  void whatIsThrownIsThrownHere() {
    IllegalStateException thrown = new IllegalStateException();
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                DeepStack.call(() -> {
                  throw thrown;
                })));
  }

  @Test
  void anInterruptIsKeptUntilTheWorkHasEnded() {
    Thread.currentThread().interrupt();
    assertEquals("done", DeepStack.call(() -> "done"));
    assertTrue(Thread.interrupted());
  }
}
