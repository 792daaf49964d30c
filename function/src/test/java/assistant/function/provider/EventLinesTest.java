package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  @Test
  void everyEndOfLineIsUnderstoodHoweverItIsRead() throws IOException {
    String text = "one\r\ntwo\rthree\n\n\r\n\r\rü🙂" + "x".repeat(40_000) + "\nlast";
    List<String> lines =
        List.of("one", "two", "three", "", "", "", "", "ü🙂" + "x".repeat(40_000), "last");
    assertEquals(lines, lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      assertEquals(lines, lines(new Trickle(text.getBytes(StandardCharsets.UTF_8), random)));
    }
  }

  private static List<String> lines(InputStream in) throws IOException {
    EventLines reader = new EventLines(in);
    List<String> lines = new ArrayList<>();
    for (String line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  /// Gives a few bytes at a time.
  private static final class Trickle extends ByteArrayInputStream {
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(9)));
    }
  }
}
