package assistant.function.api.ask;

import assistant.function.api.SourcesJson;
import assistant.function.api.WholeForm;
import assistant.function.chain.Chance;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// An answer as one JSON object, sent when it is whole.
final class JsonForm extends WholeForm {
  private final String id;
  private final Function<Reply, Optional<String>> receipt;
  private final boolean explained;
  private final List<Chance> chances = new ArrayList<>();

  JsonForm(
      String id, Exchange exchange, Function<Reply, Optional<String>> receipt, boolean explained) {
    super(exchange);
    this.id = id;
    this.receipt = receipt;
    this.explained = explained;
  }

  @Override
  public void explained(List<Chance> more) {
    chances.addAll(more);
  }

  @Override
  public void withdrawn() {
    super.withdrawn();
    chances.clear();
  }

  @Override
  protected void write(JsonGenerator json, String text, Reply reply) throws IOException {
    json.writeStringField("id", id);
    json.writeStringField("answer", text);
    writeReply(json, reply);
    if (sources() != null) {
      SourcesJson.writeCited(json, reply.cited());
      SourcesJson.writeSources(json, sources());
    }
    if (explained) {
      ChancesJson.write(json, "chances", chances);
    }
    writeReceipt(json, receipt.apply(reply));
  }

  /// By which the answer can be rated.
  static void writeReceipt(JsonGenerator json, Optional<String> receipt) throws IOException {
    if (receipt.isPresent()) {
      json.writeStringField("receipt", receipt.get());
    }
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
