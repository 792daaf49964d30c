package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.chain.Model;
import assistant.function.guard.Guard;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import java.io.IOException;

/// What the page and its owner want to know before anyone asks; it never calls the model. `version`
/// and `commit` are the build's.
public record Health(Model model, Guard guard, Limits limits, String version, String commit)
    implements Route.Action {
  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException {
    line.outcome("ok", 200);
    exchange.send(200, MediaType.JSON.headers(), json());
  }

  private byte[] json() {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("status", guard.paused() ? "paused" : "ok");
      json.writeStringField("version", version);
      json.writeStringField("commit", commit);
      json.writeStringField("model", model.name());
      json.writeStringField("provider", model.kind());
      json.writeBooleanField("ready", model.ready());
      json.writeObjectFieldStart("limits");
      json.writeNumberField("questionChars", limits.questionChars());
      json.writeNumberField("historyTurns", limits.historyTurns());
      json.writeNumberField("historyChars", limits.historyChars());
      json.writeNumberField("outputTokens", limits.outputTokens());
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
