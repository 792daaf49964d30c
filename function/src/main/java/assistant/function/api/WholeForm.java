package assistant.function.api;

import assistant.function.base.Json;
import assistant.function.chain.Reply;
import assistant.function.chain.Source;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What all forms of one JSON object share: it is sent when the answer is whole.
public abstract class WholeForm implements AnswerForm {
  /// No model that keeps to `MAX_OUTPUT_TOKENS` comes near it.
  private static final int MOST_CHARS = 16 << 20;

  private final Exchange exchange;
  private final Map<String, String> headers;
  private final StringBuilder text = new StringBuilder();
  private List<Source> sources;

  protected WholeForm(Exchange exchange) {
    this(exchange, MediaType.JSON.headers());
  }

  protected WholeForm(Exchange exchange, Map<String, String> headers) {
    this.exchange = exchange;
    this.headers = headers;
  }

  /// Writes the fields of the object.
  protected abstract void write(JsonGenerator json, String text, Reply reply) throws IOException;

  /// Null where nothing was searched.
  protected final List<Source> sources() {
    return sources;
  }

  @Override
  public final void sources(List<Source> sources) {
    this.sources = sources;
  }

  @Override
  public final void token(String piece) {
    if (text.length() + piece.length() > MOST_CHARS) {
      throw new Refusal(
          Code.MODEL_FAILED, "The answer is too long to be sent whole. Ask for a stream.");
    }
    text.append(piece);
  }

  @Override
  public void withdrawn() {
    text.setLength(0);
  }

  @Override
  public final void done(Reply reply) throws IOException {
    exchange.send(
        200,
        headers,
        Json.bytes(json -> {
          json.writeStartObject();
          write(json, text.toString(), reply);
          json.writeEndObject();
        }));
  }

  @Override
  public final void failed(Problem problem) {
    throw new Refusal(problem);
  }
}
