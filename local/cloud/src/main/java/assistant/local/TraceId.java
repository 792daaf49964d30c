package assistant.local;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// X-Ray's trace ids: the second in hexadecimal, a dash, and 96 random bits.
final class TraceId {
  private TraceId() {}

  static String next() {
    byte[] random = new byte[12];
    ThreadLocalRandom.current().nextBytes(random);
    return Long.toHexString(Instant.now().getEpochSecond())
        + "-"
        + HexFormat.of().formatHex(random);
  }
}
