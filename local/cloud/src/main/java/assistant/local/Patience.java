package assistant.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// How long a connection may take for each thing that it does: begun heads and bodies must come to
/// an end, answers must be read, and one that asks nothing is closed. Without it whoever sends a
/// byte now and then holds a place for as long as he likes.
final class Patience extends Handler.Wrapper implements Connection.Listener {
  /// Times for a head, a body, an answer to be read, and between requests.
  record Times(Duration head, Duration body, Duration answer, Duration idle) {
    static final Times USUAL =
        new Times(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));
  }

  private enum Phase {
    IDLE,
    HEAD,
    BODY,
    ANSWER
  }

  private record Doing(Phase phase, long since, long bytesIn) {}

  private final Times times;
  private final Map<Connection, Doing> connections = new ConcurrentHashMap<>();

  Patience(Times times) {
    this.times = times;
  }

  /// Looks at all connections now and then, for as long as the scheduler runs.
  void watch(Scheduler scheduler) {
    long now = System.nanoTime();
    connections.forEach((connection, doing) -> look(connection, doing, now));
    if (scheduler.isRunning()) {
      scheduler.schedule(() -> watch(scheduler), 500, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
  }

  private void look(Connection connection, Doing doing, long now) {
    if (doing.phase() == Phase.IDLE && connection.getBytesIn() > doing.bytesIn()) {
      connections.replace(connection, doing, new Doing(Phase.HEAD, now, doing.bytesIn()));
      return;
    }
    Duration most =
        switch (doing.phase()) {
          case IDLE -> times.idle();
          case HEAD -> times.head();
          case BODY -> times.body();
          case ANSWER -> times.answer();
        };
    if (now - doing.since() > most.toNanos()) {
      connection.getEndPoint().close();
    }
  }

  void body(Request request) {
    now(request, Phase.BODY);
  }

  void answer(Request request) {
    now(request, Phase.ANSWER);
  }

  private void now(Request request, Phase phase) {
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.computeIfPresent(
        connection, (same, before) -> new Doing(phase, System.nanoTime(), connection.getBytesIn()));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    answer(request);
    return super.handle(request, response, Callback.from(() -> now(request, Phase.IDLE), callback));
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new Doing(Phase.IDLE, System.nanoTime(), 0));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }
}
