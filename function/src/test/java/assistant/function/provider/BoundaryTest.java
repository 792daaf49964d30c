package assistant.function.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import assistant.stubs.DialectFile;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A network may cut a stream between any two bytes.
class BoundaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "bom",
        "crlf",
        "pretty",
        "json",
        "parts",
        "think",
        "or-error",
        "unicode",
        "usage-every"
      })
  void everyBoundaryGivesTheSame(String name) {
    byte[] body = DialectFile.of(name).body();
    Reading whole = Reading.of(new ByteArrayInputStream(body));
    for (int at = 1; at < body.length; at++) {
      List<byte[]> two =
          List.of(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length));
      assertEquals(whole, Reading.of(Reading.pieces(two)), name + " at byte " + at);
    }
    List<byte[]> single = new ArrayList<>();
    for (byte b : body) {
      single.add(new byte[] {b});
    }
    assertEquals(whole, Reading.of(Reading.pieces(single)), name + " byte by byte");
  }
}
