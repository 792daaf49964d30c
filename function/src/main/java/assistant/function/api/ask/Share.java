package assistant.function.api.ask;

import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.feedback.Receipt;
import assistant.function.feedback.Receipts;
import assistant.function.feedback.SharedAnswers;
import assistant.function.guard.Guard;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `POST /api/shared`: a question and its answer for the owner to read, by the receipt that the
/// answer came with.
public record Share(Guard guard, Receipts receipts, SharedAnswers shared) implements Route.Action {
  /// An item of DynamoDB holds 400,000.
  private static final int MOST_BYTES = 200_000;

  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    Map<String, String> fields =
        FeedbackReader.fields(request, MOST_BYTES, List.of("receipt", "question", "answer"));
    String question = FeedbackReader.needed(fields, "question");
    String answer = FeedbackReader.needed(fields, "answer");
    String written = FeedbackReader.needed(fields, "receipt");
    guard.admitFeedback(request);
    Receipt receipt = receipts.read(written);
    if (!shared.keep(receipt, question, answer)) {
      throw new Refusal(Guard.UNAVAILABLE);
    }
    line.outcome("ok", 204);
    exchange.send(204, Map.of("cache-control", "no-store"), new byte[0]);
  }
}
