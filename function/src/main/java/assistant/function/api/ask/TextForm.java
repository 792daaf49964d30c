package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.api.WriteBuffer;
import assistant.function.chain.Reply;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// An answer as bare text, streamed as it comes; one that fails half-way is broken off.
public final class TextForm implements AnswerForm {
  private final Exchange exchange;
  private final WriteBuffer pending = new WriteBuffer();
  private Exchange.Body body;

  public TextForm(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void token(String text) throws IOException {
    if (body == null) {
      body = exchange.begin(MediaType.TEXT.headers());
    }
    pending.writeBytes(text.getBytes(StandardCharsets.UTF_8));
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
    if (body == null) {
      exchange.send(200, MediaType.TEXT.headers(), new byte[0]);
      return;
    }
    flush();
    body.end();
  }

  @Override
  public void failed(Problem problem) throws IOException {
    if (body == null) {
      throw new Refusal(problem);
    }
    flush();
    body.fail(problem);
  }
}
