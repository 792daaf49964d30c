package assistant.function.api;

import assistant.function.chain.Chance;
import assistant.function.chain.Reply;
import assistant.function.chain.Source;
import assistant.function.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The form in which one answer is written. Until the first byte is sent, a failure is a [Refusal]
/// with its own status.
public interface AnswerForm {
  /// How long to wait for the next piece before [#waiting] is due.
  default Duration patience() {
    return Duration.ofHours(1);
  }

  /// Whether the caller learns the answer's id while it still streams, and so could stop it.
  default boolean tellsId() {
    return false;
  }

  default void waiting() throws IOException {}

  /// What the answer may cite; told before anything else, where documents were searched.
  default void sources(List<Source> sources) {}

  /// A token may wait for [#flush].
  void token(String text) throws IOException;

  /// How the tokens before were chosen, where that was asked for.
  default void explained(List<Chance> chances) throws IOException {}

  /// What the model thinks, which is none of the answer; false where the form does not show it.
  default boolean thought(String text) throws IOException {
    return false;
  }

  /// All tokens so far were thoughts. Those that were sent cannot be taken back.
  default void withdrawn() {}

  default void flush() throws IOException {}

  void done(Reply reply) throws IOException;

  void failed(Problem problem) throws IOException;
}
