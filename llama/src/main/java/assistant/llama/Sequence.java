package assistant.llama;

import java.util.Arrays;

/// One of the texts whose state a context holds: an answer on its way, or one that is kept because
/// the next question may go on from it.
final class Sequence {
  final int id;
  private int[] tokens = new int[64];
  private int size;
  Generation generation;

  /// How many tokens of the prompt are in this round's batch, or were added last.
  int adding;

  /// Where in the batch the token is whose successor is wanted; -1 for none.
  int place = -1;

  /// The token that was drawn last and is not read yet.
  int drawn;

  int written;
  long lastUsed;

  Sequence(int id) {
    this.id = id;
  }

  int size() {
    return size;
  }

  boolean isFree() {
    return generation == null;
  }

  boolean isReading() {
    return generation != null && size < generation.prompt.length;
  }

  /// The most cells that it may come to use.
  int reserved() {
    return isFree() ? size : generation.prompt.length + generation.room;
  }

  /// How many tokens at the start of a prompt it has in its state; the last of a prompt is always
  /// read anew, since its result is wanted.
  int shared(int[] prompt) {
    int most = Math.min(size, prompt.length - 1);
    int differs = Arrays.mismatch(tokens, 0, most, prompt, 0, most);
    return differs < 0 ? most : differs;
  }

  void push(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    tokens[size++] = token;
  }

  void cut(int to) {
    size = Math.min(size, to);
  }

  void take(Sequence other, int count) {
    tokens = Arrays.copyOf(other.tokens, Math.max(64, other.tokens.length));
    size = count;
  }
}
