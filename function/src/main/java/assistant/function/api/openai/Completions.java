package assistant.function.api.openai;

import assistant.function.api.AnswerForm;
import assistant.function.api.Answering;
import assistant.function.api.ApiSettings;
import assistant.function.api.RateHeaders;
import assistant.function.api.Route;
import assistant.function.api.WithHeaders;
import assistant.function.base.Deadline;
import assistant.function.chain.Limits;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.time.InstantSource;

/// OpenAI's ways to ask: `stream` in the body decides the form, whatever `Accept` says.
public record Completions(
    Format format, Limits limits, ApiSettings settings, Answering answering, InstantSource clock)
    implements Route.Action {
  /// How a question is read, and its answer written.
  public enum Format {
    /// `POST /api/v1/chat/completions`.
    CHAT {
      @Override
      CompletionRequest read(Request request, Limits limits, boolean systemMessages) {
        return ChatReader.read(request, limits, systemMessages);
      }

      @Override
      AnswerForm form(Completion completion, Exchange exchange) {
        return completion.request().stream()
            ? new CompletionChunks(completion, exchange)
            : new WholeCompletion(completion, exchange);
      }
    },

    /// `POST /api/v1/responses`, the newer one; nothing of it is kept.
    RESPONSES {
      @Override
      CompletionRequest read(Request request, Limits limits, boolean systemMessages) {
        return ResponsesReader.read(request, limits, systemMessages);
      }

      @Override
      AnswerForm form(Completion completion, Exchange exchange) {
        return completion.request().stream()
            ? new ResponseEvents(completion, exchange)
            : new WholeResponse(completion, exchange);
      }
    };

    abstract CompletionRequest read(Request request, Limits limits, boolean systemMessages);

    abstract AnswerForm form(Completion completion, Exchange exchange);
  }

  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    var wanted = format.read(request, limits, settings.systemMessages());
    var asked = new Answering.Asked(request, wanted.question(), wanted.wishes(), deadline);
    var completion = new Completion(asked.id(), clock.instant().getEpochSecond(), wanted);
    var rate = new RateHeaders();
    var form = format.form(completion, new WithHeaders(exchange, rate.headers()));
    try {
      answering.answer(asked, form, line, rate);
    } catch (Refusal refusal) {
      throw new Refusal(refusal.problem().also(rate.headers()));
    }
  }
}
