package assistant.function.api.openai;

import assistant.function.api.Answering;
import assistant.function.api.ApiSettings;
import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.chain.Limits;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.time.InstantSource;

/// `POST /api/v1/chat/completions`: `stream` in the body decides the form, whatever `Accept` says.
public record ChatCompletions(
    Limits limits, ApiSettings settings, Answering answering, InstantSource clock)
    implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    var wanted = ChatReader.read(request, limits, settings.systemMessages());
    var asked = new Answering.Asked(request, wanted.question(), wanted.wishes(), deadline);
    var completion = new Completion(asked.id(), clock.instant().getEpochSecond(), wanted);
    answering.answer(
        asked,
        wanted.stream()
            ? new CompletionChunks(completion, exchange)
            : new WholeCompletion(completion, exchange),
        line);
  }
}
