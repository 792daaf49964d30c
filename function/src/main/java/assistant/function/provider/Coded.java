package assistant.function.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// A body that was compressed although nobody asked for that: by what its first bytes say, as some
/// say what they did not do, and `deflate` means one of two things.
final class Coded {
  private Coded() {}

  static InputStream of(InputStream body, String coding) throws IOException {
    PushbackInputStream in = new PushbackInputStream(body, 2);
    byte[] first = in.readNBytes(2);
    in.unread(first);
    if (first.length < 2) {
      return in;
    }
    int begin = (first[0] & 0xff) << 8 | first[1] & 0xff;
    if (begin == 0x1f8b) {
      return new GZIPInputStream(in);
    }
    if ((begin >> 8 & 0x0f) == 8 && begin % 31 == 0) {
      return new InflaterInputStream(in);
    }
    boolean text = begin >> 8 == 0xef || first[0] >= ' ' && first[0] < 0x7f || first[0] == '\n';
    return text || !coding.strip().toLowerCase(Locale.ROOT).equals("deflate")
        ? in
        : new InflaterInputStream(in, new Inflater(true));
  }
}
