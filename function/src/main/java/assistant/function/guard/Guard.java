package assistant.function.guard;

import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Keeps the page from running up a bill: lets an ask in only while there is room for it.
public interface Guard {
  /// What is told while the table cannot be reached.
  Problem UNAVAILABLE =
      Problem.passing(
          Code.GUARD_UNAVAILABLE,
          "The counters that protect this page cannot be reached, so no question is passed on. Ask again in a moment.",
          Duration.ofSeconds(5));

  /// Is told what is found out on the way, whether the question is let in or not.
  interface Witness {
    /// How much of the day's budget is taken, in percent, whenever that is known anew.
    void budgetUsed(int percent);

    /// A guest asks, by the key whose hash begins so.
    default void guest(String key) {}

    /// What the asker has left after this question; the day's budget, which is for all, is the
    /// owner's to know.
    default void left(Quota quota) {}

    /// A key was sent, and is not valid.
    default void wrongKey() {}
  }

  /// Refuses with a [assistant.function.problem.Refusal]; what is let in must be closed.
  Admission admit(Request request, ChatRequest asked, Witness witness) throws InterruptedException;

  Access access();

  /// Whom the request's key lets in; empty without a key, or with one that is not valid. Refuses
  /// who has tried too many.
  Optional<Guest> guest(Request request) throws InterruptedException;

  /// Lets in what an asker says of an answer, which costs no tokens; refuses who says too much.
  void admitFeedback(Request request) throws InterruptedException;

  /// Connects to what it counts in before the first question comes, and never fails: that question
  /// tries again.
  CompletableFuture<?> warm();

  /// Whether the owner has closed the page.
  boolean paused();

  /// Without a table only the static limits apply.
  Guard OPEN =
      new Guard() {
        @Override
        public Admission admit(Request request, ChatRequest asked, Witness witness) {
          return Admission.FREE;
        }

        @Override
        public Access access() {
          return Access.OPEN;
        }

        @Override
        public Optional<Guest> guest(Request request) {
          return Optional.empty();
        }

        @Override
        public void admitFeedback(Request request) {}

        @Override
        public CompletableFuture<?> warm() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean paused() {
          return false;
        }
      };
}
