package assistant.function.provider;

import assistant.function.chain.ModelFailure;
import assistant.function.problem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The table `refusals.txt`: what a provider says instead of an answer, and which problem that is.
/// Read when a provider first refuses.
final class Refusals {
  /// Stands for a short wait that is told.
  private static final String SOON = "<soon>";

  private static final Duration HOUR = Duration.ofHours(1);

  /// One row of the table; the provider is for its reader.
  record Row(
      String provider, List<String> statuses, String says, Code code, boolean again, String hint) {
    boolean fits(Complaint complaint) {
      return statuses.stream().anyMatch(status -> fits(status, complaint.status()))
          && (says.equals("*") || said(complaint));
    }

    private static boolean fits(String status, int told) {
      return status.equals("*")
          || status.endsWith("xx") && status.charAt(0) - '0' == told / 100
          || status.equals(Integer.toString(told));
    }

    /// A number in quotes is a code of its own, not a part of another number.
    private boolean said(Complaint complaint) {
      for (String either : says.split(" / ")) {
        boolean all = true;
        for (String word : either.split(" \\+ ")) {
          all &= said(word.strip(), complaint);
        }
        if (all) {
          return true;
        }
      }
      return false;
    }

    private static boolean said(String word, Complaint complaint) {
      if (word.equals(SOON)) {
        return complaint
            .retryAfter()
            .filter(wait -> wait.isPositive() && wait.compareTo(HOUR) <= 0)
            .isPresent();
      }
      return word.startsWith("\"")
          ? complaint.words().lines().anyMatch(word.substring(1, word.length() - 1)::equals)
          : complaint.says(word);
    }

    /// Whether it is about more than the way of asking.
    boolean lasts() {
      return code != Code.MODEL_FAILED && code != Code.MODEL_MISCONFIGURED;
    }

    /// A code may be anything, a visitor's word too: only those of the table are logged.
    private static boolean known(String code) {
      String lower = code.toLowerCase(Locale.ROOT);
      return code.length() > 3 && Table.ROWS.stream().anyMatch(row -> row.says.contains(lower));
    }

    /// The failure that it is, with the status and the provider's own short code for the log.
    ModelFailure failure(Complaint complaint) {
      String status = complaint.status() == 0 ? "" : " " + complaint.status();
      String code = known(complaint.code()) ? " " + complaint.code() : "";
      String words = hint.startsWith(status.strip() + ": ") ? hint.substring(5) : hint;
      ModelFailure failure =
          ModelFailure.of(this.code, "refused" + status + code + ": " + words)
              .after(complaint.retryAfter());
      return again ? failure.retriable() : failure;
    }
  }

  private static final class Table {
    static final List<Row> ROWS = rows();
  }

  private Refusals() {}

  static Row of(Complaint complaint) {
    for (Row row : Table.ROWS) {
      if (row.fits(complaint)) {
        return row;
      }
    }
    throw new IllegalStateException("The last row fits everything.");
  }

  static List<Row> rows() {
    try (InputStream in = Refusals.class.getResourceAsStream("/assistant/refusals.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Refusals::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(" \\| ");
    return new Row(
        cells[0],
        List.of(cells[1].split(",")),
        cells[2],
        Code.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        cells[4].equals("yes"),
        cells[5]);
  }
}
