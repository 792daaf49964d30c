package assistant.function.guard;

import assistant.function.http.Request;
import assistant.function.telemetry.Log;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;

/// Keeps the page from running up a bill: lets an ask in only while there is room for it.
public interface Guard {
  /// Refuses with a [Refusal]; what is let in must be closed.
  Admission admit(Request request, List<ChatMessage> messages, Log.Line line)
      throws InterruptedException;

  /// Asks for the answer with this id to be stopped, whichever instance streams it.
  void stop(String answer) throws InterruptedException;

  /// Whether the owner has closed the page.
  boolean paused();

  /// Without a table only the static limits apply.
  Guard OPEN =
      new Guard() {
        @Override
        public Admission admit(Request request, List<ChatMessage> messages, Log.Line line) {
          return Admission.FREE;
        }

        @Override
        public void stop(String answer) {}

        @Override
        public boolean paused() {
          return false;
        }
      };
}
