package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParsingHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.io.IOException;
import java.io.InputStream;

/// Reads a chat completion's server-sent events in every server's dialect and hands each to
/// LangChain4j.
final class EventStream {
  private final EventLines lines;
  private final ServerSentEventListener listener;
  private final DefaultServerSentEventParsingHandle handle;
  private final ServerSentEventContext context;
  private final Frame frame = new Frame();
  private final StringBuilder several = new StringBuilder();
  private boolean finished;

  EventStream(InputStream body, ServerSentEventListener listener) {
    this.lines = new EventLines(body);
    this.listener = listener;
    this.handle = new DefaultServerSentEventParsingHandle(body);
    this.context = new ServerSentEventContext(handle);
  }

  /// Until the server says that it is done, or ends its stream after a finish reason; else the
  /// stream was cut.
  void read() {
    try {
      String data = null;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.startsWith("data:")) {
          data = joined(data, value(line, 5));
        } else if (line.startsWith("error:")) {
          throw ErrorBody.failure(value(line, 6));
        } else if (line.isEmpty() && data != null) {
          if (data.equals("[DONE]")) {
            listener.onClose();
            drain();
            return;
          }
          hand(data);
          data = null;
        }
      }
      if (data != null && !data.equals("[DONE]")) {
        hand(data);
      }
      finished = finished || "[DONE]".equals(data);
    } catch (IOException e) {
      if (handle.isCancelled()) {
        return;
      }
      throw ModelFailure.of(ModelFailure.Kind.CUT);
    }
    if (!finished) {
      throw ModelFailure.of(ModelFailure.Kind.CUT);
    }
    listener.onClose();
  }

  /// A connection is used again only when its response was read to the end.
  private void drain() throws IOException {
    while (lines.next() != null) {}
  }

  private void hand(String data) {
    if (data.startsWith("{\"error\"")) {
      throw ErrorBody.failure(data);
    }
    finished =
        finished || data.contains("\"finish_reason\":\"") || data.contains("\"finish_reason\": \"");
    frame.data = data;
    listener.onEvent(frame, context);
  }

  private String joined(String data, String more) {
    if (data == null) {
      return more;
    }
    several.setLength(0);
    return several.append(data).append('\n').append(more).toString();
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }

  /// The one event of a stream, filled anew each time: LangChain4j keeps every event that it was
  /// handed until the answer ends.
  private static final class Frame extends ServerSentEvent {
    private String data;

    Frame() {
      super(null, null);
    }

    @Override
    public String data() {
      return data;
    }
  }
}
