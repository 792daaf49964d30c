package assistant.function.api.openai;

import assistant.function.api.AnswerForm;
import assistant.function.base.Json;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// A completion as one JSON object, sent when it is whole.
final class WholeCompletion implements AnswerForm {
  private static final int MOST_CHARS = 16 << 20;

  private final Completion completion;
  private final Exchange exchange;
  private final StringBuilder text = new StringBuilder();

  WholeCompletion(Completion completion, Exchange exchange) {
    this.completion = completion;
    this.exchange = exchange;
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
  }

  @Override
  public void done(Reply reply) throws IOException {
    Map<String, String> headers = new HashMap<>(MediaType.JSON.headers());
    headers.put("x-request-id", completion.id());
    exchange.send(
        200,
        headers,
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeStringField("id", completion.wireId());
          json.writeStringField("object", "chat.completion");
          json.writeNumberField("created", completion.created());
          json.writeStringField("model", Models.NAME);
          json.writeNullField("system_fingerprint");
          json.writeArrayFieldStart("choices");
          json.writeStartObject();
          json.writeNumberField("index", 0);
          json.writeObjectFieldStart("message");
          json.writeStringField("role", "assistant");
          json.writeStringField("content", text.toString());
          json.writeNullField("refusal");
          json.writeEndObject();
          json.writeNullField("logprobs");
          json.writeStringField("finish_reason", Completion.finishReason(reply));
          json.writeEndObject();
          json.writeEndArray();
          Completion.writeUsage(json, reply);
          json.writeEndObject();
        }));
  }

  @Override
  public void failed(Problem problem) {
    throw new Refusal(problem);
  }
}
