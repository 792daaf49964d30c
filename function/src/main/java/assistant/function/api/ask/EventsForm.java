package assistant.function.api.ask;

import assistant.function.api.SourcesJson;
import assistant.function.api.StreamForm;
import assistant.function.base.Json;
import assistant.function.chain.Chance;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An answer as server-sent events: `start`, `token` …, and `done` or `error`; where it is
/// explained, `chances` after the tokens that they are of; comments while nothing else comes.
final class EventsForm extends StreamForm {
  private static final byte[] TOKEN = bytes("event: token\ndata: {\"text\":\"");
  private static final byte[] THINKING = bytes("event: thinking\ndata: {\"text\":\"");
  private static final byte[] TEXT_END = bytes("\"}\n\n");

  private final String requestId;
  private final String id;
  private final Function<Reply, Optional<String>> receipt;
  private final boolean showThinking;

  /// `receipt` gives that of an answer, if there are any; `showThinking` hands on what the model
  /// thinks, in events of its own.
  EventsForm(
      String requestId,
      String id,
      Exchange exchange,
      Function<Reply, Optional<String>> receipt,
      boolean showThinking) {
    super(exchange);
    this.requestId = requestId;
    this.id = id;
    this.receipt = receipt;
    this.showThinking = showThinking;
  }

  @Override
  protected void begin() {
    event("start", bytes("{\"id\":\"" + id + "\"}"));
    if (sources() != null) {
      event("sources", SourcesJson.object(sources()));
    }
  }

  @Override
  public void token(String text) throws IOException {
    open();
    text(TOKEN, text, TEXT_END);
  }

  @Override
  public void explained(List<Chance> chances) throws IOException {
    event("chances", ChancesJson.object(chances));
    flushFull();
  }

  @Override
  public boolean thought(String text) throws IOException {
    if (showThinking) {
      open();
      text(THINKING, text, TEXT_END);
    }
    return showThinking;
  }

  @Override
  public void done(Reply reply) throws IOException {
    open();
    event(
        "done",
        Json.bytes(json -> {
          json.writeStartObject();
          JsonForm.writeReply(json, reply);
          if (sources() != null) {
            SourcesJson.writeCited(json, reply.cited());
          }
          JsonForm.writeReceipt(json, receipt.apply(reply));
          json.writeEndObject();
        }));
    end();
  }

  @Override
  protected void breakOff(Problem problem) {
    event("error", problem.json(requestId));
  }

  /// The event says it all.
  @Override
  protected void close(Exchange.Body body, Problem problem) throws IOException {
    body.end();
  }
}
