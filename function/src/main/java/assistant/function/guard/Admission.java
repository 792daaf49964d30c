package assistant.function.guard;

import assistant.function.chain.Answer;
import assistant.function.chain.Room;

/// One ask that was let in, until what it used is settled.
public interface Admission extends AutoCloseable, Room {
  /// Ties the answer to it: what the answer has used when it is closed is what is settled.
  void follow(Answer answer);

  /// After the visitor has the last byte, and before the next request is taken.
  @Override
  void close();

  /// Whether closing it settled what was used.
  boolean settled();

  /// Where nothing is counted.
  Admission FREE =
      new Admission() {
        @Override
        public void follow(Answer answer) {}

        @Override
        public boolean forAnother() {
          return true;
        }

        @Override
        public void close() {}

        @Override
        public boolean settled() {
          return true;
        }
      };
}
