package assistant.function.api;

import assistant.function.Build;
import assistant.function.base.Json;
import assistant.function.chain.Limits;
import assistant.function.guard.Guard;
import assistant.function.provider.Providers;

/// What the page and its owner want to know before anyone asks; it never calls the model.
public record Health(Build build, Providers provider, Guard guard, Limits limits) {
  byte[] json() {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("status", guard.paused() ? "paused" : "ok");
      json.writeStringField("version", build.version());
      json.writeStringField("commit", build.commit());
      json.writeStringField("model", provider.modelName());
      json.writeStringField("provider", provider.kind());
      json.writeBooleanField("ready", provider.ready().getAsBoolean());
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
