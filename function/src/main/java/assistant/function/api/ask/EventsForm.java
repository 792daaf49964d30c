package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.api.WriteBuffer;
import assistant.function.base.Json;
import assistant.function.chain.Chance;
import assistant.function.chain.Reply;
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

/// An answer as server-sent events: `start`, `token` …, and `done` or `error`; where it is
/// explained, `chances` after the tokens that they are of; comments while nothing else comes.
final class EventsForm implements AnswerForm {
  /// A model that is silent for longer has its answer opened, so that its id is known and the
  /// connection is kept.
  private static final Duration UNTIL_OPEN = Duration.ofSeconds(5);

  private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(10);
  private static final byte[] TOKEN = bytes("event: token\ndata: {\"text\":\"");
  private static final byte[] THINKING = bytes("event: thinking\ndata: {\"text\":\"");
  private static final byte[] TEXT_END = bytes("\"}\n\n");
  private static final byte[] COMMENT = bytes(":\n\n");

  private final String requestId;
  private final String id;
  private final Exchange exchange;
  private final WriteBuffer pending = new WriteBuffer();
  private final boolean showThinking;
  private Exchange.Body body;
  private List<Source> sources;

  /// `showThinking` hands on what the model thinks, in events of its own.
  EventsForm(String requestId, String id, Exchange exchange, boolean showThinking) {
    this.requestId = requestId;
    this.id = id;
    this.exchange = exchange;
    this.showThinking = showThinking;
  }

  @Override
  public Duration patience() {
    return body == null ? UNTIL_OPEN : BETWEEN_COMMENTS;
  }

  @Override
  public boolean tellsId() {
    return true;
  }

  @Override
  public void waiting() throws IOException {
    if (body == null) {
      open();
    } else {
      pending.writeBytes(COMMENT);
    }
    flush();
  }

  @Override
  public void sources(List<Source> sources) {
    this.sources = sources;
  }

  @Override
  public void token(String text) throws IOException {
    open();
    text(TOKEN, text);
  }

  private void text(byte[] event, String text) throws IOException {
    pending.writeBytes(event);
    pending.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    pending.writeBytes(TEXT_END);
    if (pending.full()) {
      flush();
    }
  }

  @Override
  public void explained(List<Chance> chances) throws IOException {
    event("chances", ChancesJson.object(chances));
    if (pending.full()) {
      flush();
    }
  }

  @Override
  public boolean thought(String text) throws IOException {
    if (showThinking) {
      open();
      text(THINKING, text);
    }
    return showThinking;
  }

  @Override
  public void flush() throws IOException {
    pending.writeTo(body);
  }

  @Override
  public void done(Reply reply) throws IOException {
    open();
    event(
        "done",
        Json.bytes(json -> {
          json.writeStartObject();
          JsonForm.writeReply(json, reply);
          if (sources != null) {
            SourcesJson.writeCited(json, reply.cited());
          }
          json.writeEndObject();
        }));
    flush();
    body.end();
  }

  @Override
  public void failed(Problem problem) throws IOException {
    if (body == null) {
      throw new Refusal(problem);
    }
    event("error", problem.json(requestId));
    flush();
    body.end();
  }

  private void open() throws IOException {
    if (body == null) {
      body = exchange.begin(MediaType.EVENTS.headers());
      event("start", bytes("{\"id\":\"" + id + "\"}"));
      if (sources != null) {
        event("sources", SourcesJson.object(sources));
      }
    }
  }

  private void event(String name, byte[] json) {
    pending.writeBytes(bytes("event: " + name + "\ndata: "));
    pending.writeBytes(json);
    pending.writeBytes(bytes("\n\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
