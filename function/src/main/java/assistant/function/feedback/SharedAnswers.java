package assistant.function.feedback;

import assistant.function.aws.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// The questions and answers that askers sent to the owner, by an act of their own: the only ones
/// that are kept, and for thirty days.
public record SharedAnswers(Table table, InstantSource clock) {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// Whether it is kept; sent again, it is kept once.
  public boolean keep(Receipt receipt, String question, String answer) throws InterruptedException {
    long now = clock.instant().getEpochSecond();
    var change =
        new Table.Change(
            "shared#" + receipt.id(),
            "SET question = :question, answer = :answer, answeredBy = :model, builtAs = :version, sentAt = :now, expires = :expires",
            Map.of(
                ":question",
                question,
                ":answer",
                answer,
                ":model",
                receipt.model(),
                ":version",
                receipt.version(),
                ":now",
                now,
                ":expires",
                now + KEPT.toSeconds()));
    return Table.done(table.change(change), PATIENCE);
  }
}
