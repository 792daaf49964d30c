package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraceTest {
  private static final String FINISHED =
      "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String UNFINISHED =
      "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n";

  private final StringBuilder heard = new StringBuilder();
  private final CompletionReader.Listener listener =
      new CompletionReader.Listener() {
        @Override
        public void heard(String model, String text, String thinking) {
          heard.append(text);
        }

        @Override
        public void end() {
          heard.append('.');
        }
      };

  /// Bytes, and then nothing until it is closed.
  private static final class Lingering extends InputStream {
    private final InputStream bytes;
    private final CountDownLatch closed = new CountDownLatch(1);

    Lingering(String text) {
      bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
      int next = bytes.read();
      return next < 0 ? whenClosed() : next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = bytes.read(into, offset, length);
      return read < 0 ? whenClosed() : read;
    }

    private int whenClosed() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FINISHED, FINISHED + "data: [DONE]\n\n", UNFINISHED + "data: [DONE]\n\n"})
  @Timeout(60)
  void aServerThatLingersAfterItsLastWordIsNotWaitedFor(String text) {
    new CompletionReader(new Lingering(text), 100, listener).read();
    assertTrue(heard.toString().startsWith("ok"), heard.toString());
  }

  @Test
  void anAnswerThatWasReadIsNotKeptUntilItsGraceIsOver() {
    InputStream body =
        new ByteArrayInputStream((FINISHED + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
    WeakReference<InputStream> kept = new WeakReference<>(body);
    new CompletionReader(body, 100, listener).read();
    body = null;
    System.gc();
    assertEquals("ok.", heard.toString());
    assertNull(kept.get());
  }
}
