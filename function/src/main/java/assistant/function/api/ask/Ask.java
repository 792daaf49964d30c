package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.api.Answering;
import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.chain.Reply;
import assistant.function.feedback.Receipts;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// The page's own way to ask: reads the question, and picks the form that the caller wants.
public record Ask(
    QuestionReader reader, Answering answering, Receipts receipts, boolean showThinking)
    implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    var asked = new Answering.Asked(request, reader.read(request), deadline);
    answering.answer(asked, form(asked, exchange), line);
  }

  private AnswerForm form(Answering.Asked asked, Exchange exchange) {
    Function<Reply, Optional<String>> receipt = reply -> receipts.write(asked.id(), reply.model());
    return switch (asked.request().format()) {
      case EVENTS ->
          new EventsForm(asked.request().id(), asked.id(), exchange, receipt, showThinking);
      case TEXT -> new TextForm(exchange);
      case JSON -> new JsonForm(asked.id(), exchange, receipt, asked.question().explained());
    };
  }
}
