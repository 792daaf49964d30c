package assistant.function.api;

import assistant.function.base.Deadline;
import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.chain.Model;
import assistant.function.feedback.FeedbackSettings;
import assistant.function.guard.Guard;
import assistant.function.guard.Guest;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// What the page and its owner want to know before anyone asks; it never calls the model. `version`
/// and `commit` are the build's; `documents` are what answers are taken from, if from any.
public record Health(
    Model model,
    Guard guard,
    Limits limits,
    Optional<Supplier<Optional<Extent>>> documents,
    FeedbackSettings feedback,
    String version,
    String commit)
    implements Route.Action {
  /// How many documents there are.
  public record Extent(int files, int sections, int passages) {}

  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException, InterruptedException {
    Guest guest = guard.guest(request).orElse(null);
    line.outcome("ok", 200);
    exchange.send(200, MediaType.JSON.headers(), json(guest));
  }

  private byte[] json(Guest guest) {
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
      json.writeBooleanField("ratings", feedback.ratings());
      json.writeBooleanField("sharing", feedback.sharing());
      json.writeStringField("access", guard.access().wire());
      if (guest != null) {
        json.writeObjectFieldStart("guest");
        json.writeStringField("name", guest.name());
        json.writeNumberField("tokens", guest.tokens());
        json.writeNumberField("left", guest.left());
        json.writeEndObject();
      }
      if (documents.isPresent()) {
        write(json, documents.get().get().orElse(null));
      }
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Extent extent) throws IOException {
    if (extent == null) {
      json.writeNullField("documents");
      return;
    }
    json.writeObjectFieldStart("documents");
    json.writeNumberField("files", extent.files());
    json.writeNumberField("sections", extent.sections());
    json.writeNumberField("passages", extent.passages());
    json.writeEndObject();
  }
}
