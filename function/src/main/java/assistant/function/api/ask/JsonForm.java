package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.base.Json;
import assistant.function.chain.Chance;
import assistant.function.chain.Reply;
import assistant.function.chain.Source;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An answer as one JSON object, sent when it is whole.
final class JsonForm implements AnswerForm {
  /// No model that keeps to `MAX_OUTPUT_TOKENS` comes near it.
  private static final int MOST_CHARS = 16 << 20;

  private final String id;
  private final Exchange exchange;
  private final StringBuilder text = new StringBuilder();
  private List<Source> sources;

  private final List<Chance> chances = new ArrayList<>();
  private final boolean explained;

  JsonForm(String id, Exchange exchange, boolean explained) {
    this.id = id;
    this.exchange = exchange;
    this.explained = explained;
  }

  @Override
  public void explained(List<Chance> more) {
    chances.addAll(more);
  }

  @Override
  public void sources(List<Source> sources) {
    this.sources = sources;
  }

  @Override
  public void token(String piece) {
    if (text.length() + piece.length() > MOST_CHARS) {
      throw new Refusal(
          Code.MODEL_FAILED, "The answer is too long to be sent whole. Ask for a stream.");
    }
    text.append(piece);
  }

  @Override
  public void withdrawn() {
    text.setLength(0);
    chances.clear();
  }

  @Override
  public void done(Reply reply) throws IOException {
    exchange.send(
        200,
        MediaType.JSON.headers(),
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          json.writeStringField("answer", text.toString());
          writeReply(json, reply);
          if (sources != null) {
            SourcesJson.writeCited(json, reply.cited());
            SourcesJson.writeSources(json, sources);
          }
          if (explained) {
            ChancesJson.write(json, "chances", chances);
          }
          json.writeEndObject();
        }));
  }

  @Override
  public void failed(Problem problem) {
    throw new Refusal(problem);
  }

  /// The fields that a whole answer and the last event of a streamed one share.
  static void writeReply(JsonGenerator json, Reply reply) throws IOException {
    json.writeStringField("model", reply.model());
    json.writeStringField("finishReason", reply.finishReason().name().toLowerCase(Locale.ROOT));
    if (reply.usage().isEmpty()) {
      json.writeNullField("usage");
      return;
    }
    json.writeObjectFieldStart("usage");
    json.writeNumberField("inputTokens", reply.usage().get().inputTokens());
    json.writeNumberField("outputTokens", reply.usage().get().outputTokens());
    json.writeEndObject();
  }
}
