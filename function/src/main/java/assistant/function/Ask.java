package assistant.function;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// The route of a question: reads it, asks the chain, and writes the answer in the form that the
/// caller wants.
record Ask(QuestionReader reader, Chain chain, Duration timeout) {
  private static final SecureRandom RANDOM = new SecureRandom();

  void handle(Request request, Exchange exchange, Deadline invocation, Log.Line line)
      throws IOException, InterruptedException {
    Question question = reader.read(request);
    AnswerForm form = AnswerForm.of(request, id(), exchange);
    line.asked(question);
    try (Answer answer = chain.ask(question, Deadline.in(timeout).orEarlier(invocation))) {
      write(answer, form, line);
    }
  }

  private static void write(Answer answer, AnswerForm form, Log.Line line)
      throws IOException, InterruptedException {
    while (true) {
      switch (answer.next(form.patience()).orElse(null)) {
        case Answer.Token token -> {
          line.token(token.text());
          form.token(token.text());
          if (!answer.hasNext()) {
            form.flush();
          }
        }
        case Answer.Done done -> {
          line.done(done.reply());
          form.done(done.reply());
          return;
        }
        case Answer.Failed failed -> {
          Failure failure = failed.failure();
          line.outcome(failure.problem().code().wire(), failure.problem().status())
              .note(failure.note());
          form.failed(failure.problem());
          return;
        }
        case null -> form.waiting();
      }
    }
  }

  /// 128 random bits: whoever knows an answer's id was told it.
  private static String id() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
