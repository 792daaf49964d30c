package assistant.function.guard;

import assistant.function.chain.Answer;

/// One ask that was let in, until what it used is settled.
public interface Admission extends AutoCloseable {
  /// Ties the answer to it: what the answer has used when it is closed is what is settled.
  void follow(Answer answer);

  /// Stops the answer when someone who knows its id asks for it.
  void stoppable(String id, Answer answer);

  /// After the visitor has the last byte, and before the next request is taken.
  @Override
  void close();

  /// Where nothing is counted.
  Admission FREE =
      new Admission() {
        @Override
        public void follow(Answer answer) {}

        @Override
        public void stoppable(String id, Answer answer) {}

        @Override
        public void close() {}
      };
}
