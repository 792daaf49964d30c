package assistant.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Console;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A function's log line as a person reads it. What is no such line stays as it is.
final class RequestLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RequestLine() {}

  /// How lines are shown where somebody looks at them; empty where a program reads them.
  static Optional<UnaryOperator<String>> onATerminal() {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? Optional.of(line -> readable(line, LocalTime.now()))
        : Optional.empty();
  }

  static String readable(String line, LocalTime now) {
    try {
      JsonNode json = line.startsWith("{") ? JSON.readTree(line) : null;
      return json == null || !json.has("route") ? line : readable(json, now);
    } catch (JsonProcessingException e) {
      return line;
    }
  }

  private static String readable(JsonNode json, LocalTime now) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "  %s  %-22s  %s",
            now.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_TIME),
            json.path("route").asText(),
            json.path("status").asText()));
    String outcome = json.path("outcome").asText();
    if (!outcome.equals("ok")) {
      line.append(' ').append(outcome);
    }
    line.append("  ").append(seconds(json, "durationMs"));
    if (json.has("firstTokenMs")) {
      line.append(", first token after ").append(seconds(json, "firstTokenMs"));
    }
    if (json.has("gen_ai.usage.output_tokens")) {
      line.append(", ")
          .append(json.path("gen_ai.usage.input_tokens").asLong())
          .append(" tokens in, ")
          .append(json.path("gen_ai.usage.output_tokens").asLong())
          .append(" out");
    }
    String end = json.path("gen_ai.response.finish_reason").asText("stop");
    if (!end.equals("stop")) {
      line.append(", ended: ").append(end);
    }
    if (json.has("note")) {
      line.append(" (").append(json.path("note").asText()).append(')');
    }
    return line.toString();
  }

  private static String seconds(JsonNode json, String field) {
    return String.format(Locale.ROOT, "%.2f s", json.path(field).asLong() / 1000.0);
  }
}
