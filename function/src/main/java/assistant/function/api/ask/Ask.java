package assistant.function.api.ask;

import assistant.function.api.AnswerForm;
import assistant.function.base.Deadline;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Failure;
import assistant.function.chain.Question;
import assistant.function.guard.Admission;
import assistant.function.guard.Guard;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.telemetry.Log;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// The route of a question: reads it, asks the chain, and writes the answer in the form that the
/// caller wants.
public record Ask(QuestionReader reader, Guard guard, Chain chain, Duration timeout) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public void handle(Request request, Exchange exchange, Deadline invocation, Log.Line line)
      throws IOException, InterruptedException {
    Question question = reader.read(request);
    String id = id();
    AnswerForm form = form(request, id, exchange);
    ChatRequest asked = chain.request(question);
    try (Admission admission = guard.admit(request, asked.messages(), line);
        Answer answer = chain.ask(asked, Deadline.in(timeout).orEarlier(invocation))) {
      line.asked(question);
      admission.follow(answer);
      if (form.tellsId()) {
        admission.stoppable(id, answer);
      }
      write(answer, form, line);
    }
  }

  /// Stops an answer wherever it streams; whether there is such an answer is not told.
  public void stop(String id) throws InterruptedException {
    guard.stop(id);
  }

  /// Not a `switch`: its first use takes the JVM longer than all the rest of this class.
  private static void write(Answer answer, AnswerForm form, Log.Line line)
      throws IOException, InterruptedException {
    while (true) {
      Answer.Piece piece = answer.next(form.patience()).orElse(null);
      if (piece instanceof Answer.Token token) {
        line.token(token.text());
        form.token(token.text());
        if (!answer.hasNext()) {
          form.flush();
        }
      } else if (piece instanceof Answer.Done done) {
        line.done(done.reply());
        form.done(done.reply());
        return;
      } else if (piece instanceof Answer.Failed failed) {
        Failure failure = failed.failure();
        line.outcome(failure.problem().code().wire(), failure.problem().status())
            .note(failure.note());
        form.failed(failure.problem());
        return;
      } else {
        form.waiting();
      }
    }
  }

  private static AnswerForm form(Request request, String id, Exchange exchange) {
    return switch (request.format()) {
      case EVENTS -> new EventsForm(request.id(), id, exchange);
      case TEXT -> new TextForm(exchange);
      case JSON -> new JsonForm(id, exchange);
    };
  }

  /// 128 random bits: whoever knows an answer's id was told it.
  private static String id() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
