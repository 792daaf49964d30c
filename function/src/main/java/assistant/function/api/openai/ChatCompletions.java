package assistant.function.api.openai;

import assistant.function.api.AnswerForm;
import assistant.function.api.Answering;
import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.chain.Limits;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.time.InstantSource;

/// `POST /api/v1/chat/completions`: `stream` in the body decides the form, whatever `Accept` says.
public record ChatCompletions(Limits limits, Answering answering, InstantSource clock)
    implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    CompletionRequest wanted;
    try {
      wanted = RequestJson.read(request, limits);
    } catch (UnmetWish wish) {
      Problem problem = new Problem(Code.BODY_INVALID, wish.getMessage());
      line.outcome(problem.code().wire(), problem.status());
      OpenAiError.send(exchange, problem, wish.param(), request.id());
      return;
    }
    var asked = new Answering.Asked(request, wanted.question(), deadline);
    Completion completion = new Completion(asked.id(), clock.instant().getEpochSecond());
    AnswerForm form =
        wanted.stream()
            ? new CompletionChunks(completion, exchange, wanted.includeUsage())
            : new WholeCompletion(completion, exchange);
    answering.answer(asked, form, line);
  }
}
