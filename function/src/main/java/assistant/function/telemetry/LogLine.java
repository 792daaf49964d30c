package assistant.function.telemetry;

import assistant.function.base.Json;
import assistant.function.chain.Question;
import assistant.function.chain.Reply;
import assistant.function.problem.Code;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/// The line of one request, filled while it is answered and printed once.
public final class LogLine {
  private final Log log;
  private final String requestId;
  private final boolean cold;
  private final long began = System.nanoTime();
  private final Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
  private final StringBuilder answer = new StringBuilder();
  private String route = "other";
  private String outcome = Code.INTERNAL.wire();
  private int status = Code.INTERNAL.status;
  private String note = "";
  private String guest = "";
  private String rating = "";
  private String reason = "";
  private String ratedModel = "";
  private Question question;
  private Reply reply;

  LogLine(Log log, String requestId, boolean cold) {
    this.log = log;
    this.requestId = requestId;
    this.cold = cold;
  }

  public LogLine route(String route) {
    this.route = route;
    return this;
  }

  public LogLine outcome(String outcome, int status) {
    this.outcome = outcome;
    this.status = status;
    return this;
  }

  /// Why, in words of ours.
  public LogLine note(String note) {
    this.note = note;
    return this;
  }

  public void asked(Question question) {
    this.question = question;
  }

  public void token(String text) {
    metrics.computeIfAbsent(Metric.TIME_TO_FIRST_TOKEN, metric -> seconds());
    if (log.content()) {
      answer.append(text);
    }
  }

  public void budget(int percent) {
    metrics.put(Metric.BUDGET_USED, (double) percent);
  }

  /// The guest who asks, by the beginning of their key's hash.
  public void guest(String key) {
    guest = key;
  }

  public void wrongKey() {
    metrics.put(Metric.WRONG_KEYS, 1.0);
  }

  /// An answer of this model was found good, which counts as 1, or bad, as 0: so the metric's
  /// average is the share of the good ones.
  public void rated(boolean up, String reason, String model) {
    rating = up ? "up" : "down";
    this.reason = reason;
    ratedModel = model;
    outcome("ok", 204);
    metrics.put(Metric.RATING, up ? 1.0 : 0.0);
  }

  public void done(Reply reply) {
    this.reply = reply;
    outcome("ok", 200);
    metrics.put(Metric.ANSWERS, 1.0);
    reply
        .usage()
        .ifPresent(usage -> {
          metrics.put(Metric.INPUT_TOKENS, (double) usage.inputTokens());
          metrics.put(Metric.OUTPUT_TOKENS, (double) usage.outputTokens());
        });
  }

  public void print() {
    if (question != null) {
      metrics.put(Metric.DURATION, seconds());
    }
    if (status >= 500) {
      metrics.put(Metric.ERRORS, 1.0);
    } else if (status >= 400) {
      metrics.put(Metric.REFUSALS, 1.0);
    }
    byte[] line = Json.bytes(this::write);
    try {
      synchronized (log.out()) {
        log.out().write(line);
        log.out().write('\n');
        log.out().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1000 / 1e6;
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("level", status >= 500 ? "ERROR" : "INFO");
    json.writeStringField("requestId", requestId);
    json.writeStringField("route", route);
    json.writeNumberField("status", status);
    json.writeStringField("outcome", outcome);
    if (!note.isEmpty()) {
      json.writeStringField("note", note);
    }
    if (!guest.isEmpty()) {
      json.writeStringField("guest", guest);
    }
    json.writeBooleanField("coldStart", cold);
    json.writeNumberField("durationMs", Math.round(seconds() * 1000));
    if (metrics.containsKey(Metric.TIME_TO_FIRST_TOKEN)) {
      json.writeNumberField(
          "firstTokenMs", Math.round(metrics.get(Metric.TIME_TO_FIRST_TOKEN) * 1000));
    }
    json.writeStringField("gen_ai.request.model", log.model());
    if (reply != null) {
      json.writeStringField("gen_ai.response.model", reply.model());
      json.writeStringField(
          "gen_ai.response.finish_reason",
          reply.finishReason().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!rating.isEmpty()) {
      json.writeStringField("gen_ai.response.model", ratedModel);
      json.writeStringField("rating", rating);
      if (!reason.isEmpty()) {
        json.writeStringField("reason", reason);
      }
    }
    if (log.content() && question != null) {
      json.writeStringField("question", question.text());
      json.writeStringField("answer", answer.toString());
    }
    MetricForm.write(json, metrics);
    json.writeEndObject();
  }
}
