package assistant.function.provider;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// One body read by [CompletionReader], and what it came to.
record Reading(
    String said, String thought, CompletionReader.Ending ending, Finish finish, Tally usage) {
  static Reading of(InputStream body) {
    StringBuilder said = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    CompletionReader reader =
        new CompletionReader(
            body,
            1000,
            new CompletionReader.Listener() {
              @Override
              public void heard(String model, String text, String thinking) {
                said.append(text);
                thought.append(thinking);
              }

              @Override
              public void end() {}
            });
    CompletionReader.Ending ending = reader.read();
    Refusals.of(reader.complaint());
    return new Reading(
        said.toString(), thought.toString(), ending, reader.finish(), reader.usage());
  }

  /// One that throws away what it hears.
  static CompletionReader reader(InputStream body) {
    return new CompletionReader(
        body,
        1000,
        new CompletionReader.Listener() {
          @Override
          public void heard(String model, String text, String thinking) {}

          @Override
          public void end() {}
        });
  }

  /// Bytes that come in these pieces, whatever the reader asks for.
  static InputStream pieces(List<byte[]> pieces) {
    return new InputStream() {
      private int piece;
      private int at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int most) {
        while (piece < pieces.size() && at == pieces.get(piece).length) {
          piece++;
          at = 0;
        }
        if (piece == pieces.size()) {
          return -1;
        }
        int count = Math.min(most, pieces.get(piece).length - at);
        System.arraycopy(pieces.get(piece), at, bytes, from, count);
        at += count;
        return count;
      }
    };
  }
}
