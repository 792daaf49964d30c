package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.api.WriteBuffer;
import assistant.function.chain.Reply;
import assistant.function.chain.Source;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An answer as bare text, streamed as it comes; one that fails half-way is broken off.
final class TextForm implements AnswerForm {
  private final Exchange exchange;
  private final WriteBuffer pending = new WriteBuffer();
  private Exchange.Body body;
  private List<Source> sources = List.of();

  TextForm(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void sources(List<Source> sources) {
    this.sources = sources;
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
    cited(reply.cited());
    flush();
    body.end();
  }

  /// What the numbers in the text stand for, as Markdown writes footnotes.
  private void cited(List<Integer> cited) {
    String before = "\n\n";
    for (int number : cited) {
      Source source = sources.get(number - 1);
      String place = source.url().isEmpty() ? source.file() : source.url();
      String title = source.title().isEmpty() ? "" : source.title() + ", ";
      String line = before + "[^" + number + "]: " + title + place;
      pending.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      before = "\n";
    }
    if (!cited.isEmpty()) {
      pending.writeBytes(new byte[] {'\n'});
    }
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
