package assistant.function.net;

import assistant.function.base.Deadline;
import java.io.IOException;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The connections that wait for their next call, by where they go.
final class Connections {
  private final Map<Origin, Deque<Connection>> idle = new ConcurrentHashMap<>();

  /// The one used last that is still open, else a new one.
  Connection to(Origin origin, Optional<Deadline> deadline) throws IOException {
    Deque<Connection> here = idle.get(origin);
    if (here != null) {
      for (Connection one = here.pollFirst(); one != null; one = here.pollFirst()) {
        if (one.isOpen()) {
          return one;
        }
        one.close();
      }
    }
    return Connection.open(origin, deadline);
  }

  void keep(Connection connection) {
    connection.rest();
    idle.computeIfAbsent(connection.origin(), origin -> new ConcurrentLinkedDeque<>())
        .addFirst(connection);
  }
}
