package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.chain.Answer;
import assistant.function.chain.Chain;
import assistant.function.chain.Failure;
import assistant.function.chain.Piece;
import assistant.function.chain.Prompted;
import assistant.function.chain.Question;
import assistant.function.chain.Reply;
import assistant.function.chain.Wishes;
import assistant.function.guard.Admission;
import assistant.function.guard.Guard;
import assistant.function.guard.Quota;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.time.Duration;

/// What every API does with a question once it is read: has it let in, asks the chain, and writes
/// the answer in the caller's form, until it ends or is stopped.
public record Answering(Guard guard, Chain chain, StopFlags flags, Duration timeout) {
  /// A question that was asked: by which request, under which id its answer can be stopped, and
  /// until when it may take.
  public record Asked(
      Request request, String id, Question question, Wishes wishes, Deadline deadline) {
    private static final String OWN_ID = "x-answer-id";

    /// Under the id that the asker drew, or one of ours.
    public Asked(Request request, Question question, Deadline deadline) {
      this(request, id(request), question, Wishes.NONE, deadline);
    }

    public Asked(Request request, Question question, Wishes wishes, Deadline deadline) {
      this(request, id(request), question, wishes, deadline);
    }

    /// Whether the asker knows the id already, and so can stop the answer before its first byte.
    boolean drawnByAsker() {
      return request.header(OWN_ID).isPresent();
    }

    private static String id(Request request) {
      String drawn = request.header(OWN_ID).orElse("");
      if (!drawn.isEmpty() && !(AnswerId.is(drawn) && drawn.length() == 32)) {
        throw new Refusal(
            Code.BODY_INVALID, "X-Answer-Id must be 32 hex digits, drawn anew for each question.");
      }
      return drawn.isEmpty() ? AnswerId.draw() : drawn;
    }
  }

  public void answer(Asked asked, AnswerForm form, LogLine line)
      throws IOException, InterruptedException {
    answer(asked, form, line, new RateHeaders());
  }

  /// `rate` is told what the asker has left, before anything is sent or refused.
  public void answer(Asked asked, AnswerForm form, LogLine line, RateHeaders rate)
      throws IOException, InterruptedException {
    Prompted prompted = chain.prompted(asked.question(), asked.wishes());
    StopFlags.Claim claim =
        asked.drawnByAsker() ? flags.claim(asked.id()) : StopFlags.Claim.UNNEEDED;
    Admission admission = guard.admit(asked.request(), prompted.request(), witness(line, rate));
    if (prompted.grounded().searched()) {
      form.sources(prompted.grounded().sources());
    }
    try (admission) {
      if (claim.stopped()) {
        Reply stopped = Reply.stopped(chain.model().name());
        line.done(stopped);
        form.done(stopped);
      } else {
        answer(prompted, asked, admission, form, line);
      }
    } finally {
      if (!admission.settled()) {
        line.note("not settled");
      }
    }
  }

  private static Guard.Witness witness(LogLine line, RateHeaders rate) {
    return new Guard.Witness() {
      @Override
      public void budgetUsed(int percent) {
        line.budget(percent);
      }

      @Override
      public void guest(String key) {
        line.guest(key);
      }

      @Override
      public void left(Quota quota) {
        rate.left(quota);
      }

      @Override
      public void wrongKey() {
        line.wrongKey();
      }
    };
  }

  private void answer(
      Prompted prompted, Asked asked, Admission admission, AnswerForm form, LogLine line)
      throws IOException, InterruptedException {
    try (Answer answer =
            chain.ask(prompted, Deadline.in(timeout).orEarlier(asked.deadline()), admission);
        StopFlags.Watch _ = watch(asked, form, answer)) {
      line.asked(asked.question());
      admission.follow(answer);
      write(answer, form, line);
    }
  }

  private StopFlags.Watch watch(Asked asked, AnswerForm form, Answer answer) {
    return form.tellsId() || asked.drawnByAsker()
        ? flags.watch(asked.id(), answer::stop)
        : StopFlags.Watch.NONE;
  }

  /// Not a `switch`: its first use takes the JVM longer than all the rest of this class.
  private static void write(Answer answer, AnswerForm form, LogLine line)
      throws IOException, InterruptedException {
    long written = System.nanoTime();
    while (true) {
      Piece piece = answer.next(form.patience()).orElse(null);
      if (piece instanceof Piece.Token token) {
        line.token(token.text());
        form.token(token.text());
        if (!answer.hasNext()) {
          form.flush();
        }
      } else if (piece instanceof Piece.Thought thought) {
        if (form.thought(thought.text())) {
          form.flush();
        } else if (System.nanoTime() - written >= form.patience().toNanos()) {
          // To who waits, a thought that is not shown is silence.
          form.waiting();
          written = System.nanoTime();
        }
      } else if (piece instanceof Piece.Explained explained) {
        form.explained(explained.chances());
        if (!answer.hasNext()) {
          form.flush();
        }
      } else if (piece instanceof Piece.Withdrawn) {
        form.withdrawn();
      } else if (piece instanceof Piece.Done done) {
        line.done(done.reply());
        form.done(done.reply());
        return;
      } else if (piece instanceof Piece.Failed failed) {
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
}
