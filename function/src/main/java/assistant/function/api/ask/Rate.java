package assistant.function.api.ask;

import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.feedback.Ratings;
import assistant.function.feedback.Receipt;
import assistant.function.feedback.Receipts;
import assistant.function.feedback.Vote;
import assistant.function.guard.Guard;
import assistant.function.http.Exchange;
import assistant.function.http.Request;
import assistant.function.problem.Refusal;
import assistant.function.telemetry.LogLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `POST /api/ratings`: whether an answer was good, by the receipt that it came with.
public record Rate(Guard guard, Receipts receipts, Ratings ratings) implements Route.Action {
  private static final int MOST_BYTES = 2_000;

  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    Map<String, String> fields =
        FeedbackReader.fields(request, MOST_BYTES, List.of("receipt", "rating", "reason"));
    Vote vote = FeedbackReader.vote(fields);
    String written = FeedbackReader.needed(fields, "receipt");
    guard.admitFeedback(request);
    Receipt receipt = receipts.read(written);
    if (!ratings.count(receipt, vote)) {
      throw new Refusal(Guard.UNAVAILABLE);
    }
    line.rated(vote.up(), vote.reason().map(Vote.Reason::wire).orElse(""), receipt.model());
    exchange.send(204, Map.of("cache-control", "no-store"), new byte[0]);
  }
}
