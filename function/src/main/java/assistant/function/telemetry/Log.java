package assistant.function.telemetry;

import assistant.function.base.Json;
import assistant.function.chain.Question;
import assistant.function.chain.Reply;
import assistant.function.http.Request;
import assistant.function.problem.Code;
import assistant.function.provider.Providers;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// One JSON line a request, on standard output: what happened, how long it took, and the same
/// figures as CloudWatch metrics in the embedded metric format. Nothing that a visitor or the model
/// said is in it unless `content` is on.
public record Log(OutputStream out, Providers provider, boolean content, AtomicBoolean cold) {
  public Line line(Request request) {
    return new Line(this, request, cold.getAndSet(false));
  }

  /// Where something was thrown, without its text: the class, and the place in this package.
  public static String place(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("assistant.")) {
        return thrown.getClass().getName()
            + " at "
            + frame.getFileName()
            + ":"
            + frame.getLineNumber();
      }
    }
    return thrown.getClass().getName();
  }

  /// The line of one request, filled while it is answered and printed once.
  public static final class Line {
    private final Log log;
    private final Request request;
    private final boolean cold;
    private final long began = System.nanoTime();
    private final Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    private final StringBuilder answer = new StringBuilder();
    private String route = "other";
    private String outcome = Code.INTERNAL.wire();
    private int status = Code.INTERNAL.status;
    private String note = "";
    private Question question;
    private Reply reply;

    private Line(Log log, Request request, boolean cold) {
      this.log = log;
      this.request = request;
      this.cold = cold;
    }

    public Line route(String route) {
      this.route = route;
      return this;
    }

    public Line outcome(String outcome, int status) {
      this.outcome = outcome;
      this.status = status;
      return this;
    }

    /// Why, in words of ours.
    public Line note(String note) {
      this.note = note;
      return this;
    }

    public void asked(Question question) {
      this.question = question;
    }

    public void token(String text) {
      metrics.computeIfAbsent(Metric.TIME_TO_FIRST_TOKEN, metric -> seconds());
      if (log.content) {
        answer.append(text);
      }
    }

    public void budget(int percent) {
      metrics.put(Metric.BUDGET_USED, (double) percent);
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
        synchronized (log.out) {
          log.out.write(line);
          log.out.write('\n');
          log.out.flush();
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
      json.writeStringField("requestId", request.id());
      json.writeStringField("route", route);
      json.writeNumberField("status", status);
      json.writeStringField("outcome", outcome);
      if (!note.isEmpty()) {
        json.writeStringField("note", note);
      }
      json.writeBooleanField("coldStart", cold);
      json.writeNumberField("durationMs", Math.round(seconds() * 1000));
      if (metrics.containsKey(Metric.TIME_TO_FIRST_TOKEN)) {
        json.writeNumberField(
            "firstTokenMs", Math.round(metrics.get(Metric.TIME_TO_FIRST_TOKEN) * 1000));
      }
      json.writeStringField("gen_ai.request.model", log.provider.modelName());
      if (reply != null) {
        json.writeStringField("gen_ai.response.model", reply.model());
        json.writeStringField(
            "gen_ai.response.finish_reason",
            reply.finishReason().name().toLowerCase(java.util.Locale.ROOT));
      }
      if (log.content && question != null) {
        json.writeStringField("question", question.text());
        json.writeStringField("answer", answer.toString());
      }
      writeMetrics(json);
      json.writeEndObject();
    }

    private void writeMetrics(JsonGenerator json) throws IOException {
      if (metrics.isEmpty()) {
        return;
      }
      for (Map.Entry<Metric, Double> metric : metrics.entrySet()) {
        double value = metric.getValue();
        if (value == Math.rint(value)) {
          json.writeNumberField(metric.getKey().wire(), (long) value);
        } else {
          json.writeNumberField(metric.getKey().wire(), value);
        }
      }
      json.writeObjectFieldStart("_aws");
      json.writeNumberField("Timestamp", System.currentTimeMillis());
      json.writeArrayFieldStart("CloudWatchMetrics");
      json.writeStartObject();
      json.writeStringField("Namespace", Metric.NAMESPACE);
      json.writeArrayFieldStart("Dimensions");
      json.writeStartArray();
      json.writeEndArray();
      json.writeEndArray();
      json.writeArrayFieldStart("Metrics");
      for (Metric metric : metrics.keySet()) {
        json.writeStartObject();
        json.writeStringField("Name", metric.wire());
        json.writeStringField("Unit", metric.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
