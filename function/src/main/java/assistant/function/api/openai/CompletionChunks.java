package assistant.function.api.openai;

import assistant.function.api.AnswerForm;
import assistant.function.api.WriteBuffer;
import assistant.function.base.Json;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A streamed completion: chunks with all that the strictest client asks for, the usage in one of
/// its own, `[DONE]`; comments while nothing else comes.
final class CompletionChunks implements AnswerForm {
  private static final Duration UNTIL_OPEN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(10);
  private static final byte[] END = bytes("\"},\"finish_reason\":null}]}\n\n");

  private final Completion completion;
  private final Exchange exchange;
  private final boolean includeUsage;
  private final byte[] token;
  private final WriteBuffer pending = new WriteBuffer();
  private Exchange.Body body;

  CompletionChunks(Completion completion, Exchange exchange, boolean includeUsage) {
    this.completion = completion;
    this.exchange = exchange;
    this.includeUsage = includeUsage;
    this.token = bytes("data: {" + head() + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"");
  }

  /// The fields that each chunk begins with.
  private String head() {
    return "\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":%d,\"model\":\"%s\",\"system_fingerprint\":null"
        .formatted(completion.wireId(), completion.created(), Models.NAME);
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
      pending.writeBytes(bytes(":\n\n"));
    }
    flush();
  }

  @Override
  public void token(String text) throws IOException {
    open();
    pending.writeBytes(token);
    pending.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    pending.writeBytes(END);
    if (pending.full()) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    pending.writeTo(body);
  }

  @Override
  public void done(Reply reply) throws IOException {
    open();
    data(
        "{"
            + head()
            + ",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
            + Completion.finishReason(reply)
            + "\"}]}");
    if (includeUsage) {
      pending.writeBytes(bytes("data: {" + head() + ",\"choices\":[],"));
      byte[] usage =
          Json.bytes(json -> {
            json.writeStartObject();
            Completion.writeUsage(json, reply);
            json.writeEndObject();
          });
      pending.writeBytes(java.util.Arrays.copyOfRange(usage, 1, usage.length));
      pending.writeBytes(bytes("\n\n"));
    }
    data("[DONE]");
    flush();
    body.end();
  }

  /// In the midst of a stream: an event that every client takes for a failure, and then no end.
  @Override
  public void failed(Problem problem) throws IOException {
    if (body == null) {
      throw new Refusal(problem);
    }
    pending.writeBytes(bytes("event: error\n"));
    data(new String(OpenAiError.json(problem, null), StandardCharsets.UTF_8));
    flush();
    body.fail(problem);
  }

  private void open() throws IOException {
    if (body == null) {
      Map<String, String> headers = new HashMap<>(MediaType.EVENTS.headers());
      headers.put("x-request-id", completion.id());
      body = exchange.begin(headers);
      data(
          "{"
              + head()
              + ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}");
    }
  }

  private void data(String json) {
    pending.writeBytes(bytes("data: " + json + "\n\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
