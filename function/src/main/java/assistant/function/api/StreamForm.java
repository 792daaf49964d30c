package assistant.function.api;

import assistant.function.chain.Source;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What all forms of server-sent events share: the stream is opened by the first token, or when a
/// model has been silent for too long, and has comments while nothing else comes.
public abstract class StreamForm implements AnswerForm {
  /// A model that is silent for longer has its answer opened, so that its id is known and the
  /// connection is kept.
  private static final Duration UNTIL_OPEN = Duration.ofSeconds(5);

  private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(10);

  private final Exchange exchange;
  private final Map<String, String> headers;
  private final WriteBuffer pending = new WriteBuffer();
  private Exchange.Body body;
  private List<Source> sources;

  protected StreamForm(Exchange exchange) {
    this(exchange, MediaType.EVENTS.headers());
  }

  protected StreamForm(Exchange exchange, Map<String, String> headers) {
    this.exchange = exchange;
    this.headers = headers;
  }

  /// Writes what a stream begins with.
  protected abstract void begin();

  /// Writes what an answer that breaks off ends with.
  protected abstract void breakOff(Problem problem);

  /// Null where nothing was searched.
  protected final List<Source> sources() {
    return sources;
  }

  @Override
  public final Duration patience() {
    return body == null ? UNTIL_OPEN : BETWEEN_COMMENTS;
  }

  @Override
  public final boolean tellsId() {
    return true;
  }

  @Override
  public final void waiting() throws IOException {
    if (body == null) {
      open();
    } else {
      write(":\n\n");
    }
    flush();
  }

  @Override
  public final void sources(List<Source> sources) {
    this.sources = sources;
  }

  @Override
  public final void flush() throws IOException {
    pending.writeTo(body);
  }

  @Override
  public final void failed(Problem problem) throws IOException {
    if (body == null) {
      throw new Refusal(problem);
    }
    breakOff(problem);
    flush();
    close(body, problem);
  }

  /// How the body ends after [#breakOff].
  protected void close(Exchange.Body body, Problem problem) throws IOException {
    body.fail(problem);
  }

  protected final void open() throws IOException {
    if (body == null) {
      body = exchange.begin(headers);
      begin();
    }
  }

  protected final void end() throws IOException {
    flush();
    body.end();
  }

  /// An event that says little but a text, between these bytes; it waits for [#flush].
  protected final void text(byte[] before, String text, byte[] after) throws IOException {
    pending.writeBytes(before);
    pending.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    pending.writeBytes(after);
    flushFull();
  }

  /// An event of this name, or of none where it is null.
  protected final void event(String name, byte[] json) {
    write(name == null ? "data: " : "event: " + name + "\ndata: ");
    pending.writeBytes(json);
    write("\n\n");
  }

  protected final void flushFull() throws IOException {
    if (pending.full()) {
      flush();
    }
  }

  private void write(String text) {
    pending.writeBytes(bytes(text));
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
