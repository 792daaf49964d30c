package assistant.function.http;

import assistant.function.base.Deadline;
import java.io.IOException;

/// Whatever answers requests, seen from the ways in. What goes wrong with a request it answers
/// itself; what it throws is that the answer could not be delivered.
public interface Handler {
  void handle(Request request, Exchange exchange, Deadline deadline) throws IOException;
}
