package assistant.function.chain;

import java.util.List;

/// What an answer can bring next; after [Done] or [Failed] nothing comes.
public sealed interface Piece {
  /// A piece of the answer's text, whole characters only.
  record Token(String text) implements Piece {}

  /// How the text before was chosen; only of an answer that was asked to be explained.
  record Explained(List<Chance> chances) implements Piece {}

  /// What the model thinks, which is none of the answer.
  record Thought(String text) implements Piece {}

  /// All tokens so far were thoughts: the answer begins anew.
  record Withdrawn() implements Piece {}

  /// The answer is whole, or was stopped.
  record Done(Reply reply) implements Piece {}

  /// The answer will not be whole.
  record Failed(Failure failure) implements Piece {}
}
