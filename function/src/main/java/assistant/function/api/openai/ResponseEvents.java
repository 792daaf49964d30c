package assistant.function.api.openai;

import assistant.function.api.StreamForm;
import assistant.function.base.Json;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A streamed response: its one message and its one text are announced, written, and closed, each
/// event with its place in the row.
final class ResponseEvents extends StreamForm {
  private static final byte[] DELTA =
      bytes(
          "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"sequence_number\":");
  private static final byte[] DELTA_END = bytes("\"}\n\n");

  private final ResponseJson response;
  private final String place;
  private final StringBuilder text = new StringBuilder();
  private int sequence;

  ResponseEvents(Completion completion, Exchange exchange) {
    super(exchange, completion.headers(MediaType.EVENTS));
    this.response = new ResponseJson(completion);
    this.place =
        ",\"item_id\":\"%s\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":\""
            .formatted(response.messageId());
  }

  @Override
  protected void begin() {
    event("response.created", json -> object(json, "response", response::inProgress));
    event("response.in_progress", json -> object(json, "response", response::inProgress));
    event(
        "response.output_item.added",
        json -> {
          json.writeNumberField("output_index", 0);
          object(json, "item", item -> response.item(item, null, "in_progress"));
        });
    event(
        "response.content_part.added",
        json -> {
          place(json);
          object(json, "part", part -> ResponseJson.part(part, ""));
        });
  }

  @Override
  public void token(String piece) throws IOException {
    open();
    text.append(piece);
    byte[] number = bytes(sequence++ + place);
    byte[] before = new byte[DELTA.length + number.length];
    System.arraycopy(DELTA, 0, before, 0, DELTA.length);
    System.arraycopy(number, 0, before, DELTA.length, number.length);
    text(before, piece, DELTA_END);
  }

  @Override
  public void done(Reply reply) throws IOException {
    open();
    String whole = text.toString();
    String status = ResponseJson.status(reply);
    event(
        "response.output_text.done",
        json -> {
          place(json);
          json.writeStringField("text", whole);
          json.writeArrayFieldStart("logprobs");
          json.writeEndArray();
        });
    event(
        "response.content_part.done",
        json -> {
          place(json);
          object(json, "part", part -> ResponseJson.part(part, whole));
        });
    event(
        "response.output_item.done",
        json -> {
          json.writeNumberField("output_index", 0);
          object(json, "item", item -> response.item(item, whole, status));
        });
    event(
        "response." + status,
        json -> object(json, "response", told -> response.whole(told, whole, reply, sources())));
    end();
  }

  /// The response is said to have failed, in the way that its format has; then an event that every
  /// client takes for a failure, and no end.
  @Override
  protected void breakOff(Problem problem) {
    event(
        "response.failed",
        json -> object(json, "response", told -> response.failed(told, problem)));
    event(
        "error",
        json -> {
          json.writeStringField("code", OpenAiError.code(problem));
          json.writeStringField("message", problem.detail());
          json.writeNullField("param");
          OpenAiError.write(json, problem);
        });
  }

  private void event(String type, Json.Writing rest) {
    event(
        type,
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          json.writeNumberField("sequence_number", sequence++);
          rest.to(json);
          json.writeEndObject();
        }));
  }

  private void place(JsonGenerator json) throws IOException {
    json.writeStringField("item_id", response.messageId());
    json.writeNumberField("output_index", 0);
    json.writeNumberField("content_index", 0);
  }

  private static void object(JsonGenerator json, String field, Json.Writing fields)
      throws IOException {
    json.writeObjectFieldStart(field);
    fields.to(json);
    json.writeEndObject();
  }
}
