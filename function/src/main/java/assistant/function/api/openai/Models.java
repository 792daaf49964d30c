package assistant.function.api.openai;

import assistant.function.api.Route;
import assistant.function.base.Deadline;
import assistant.function.base.Json;
import assistant.function.http.Exchange;
import assistant.function.http.MediaType;
import assistant.function.http.Request;
import assistant.function.telemetry.LogLine;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// `GET /api/v1/models`, and the one of them by its name. It is ours and not the provider's, since
/// some clients change what they send by the names that they know.
public record Models(boolean list) implements Route.Action {
  static final String NAME = "llm-assistant";

  @Override
  public void handle(Request request, Exchange exchange, Deadline deadline, LogLine line)
      throws IOException {
    line.outcome("ok", 200);
    Map<String, String> headers = new HashMap<>(MediaType.JSON.headers());
    headers.put("x-request-id", request.id());
    exchange.send(200, headers, Json.bytes(list ? Models::all : Models::one));
  }

  private static void all(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("object", "list");
    json.writeArrayFieldStart("data");
    one(json);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void one(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", NAME);
    json.writeStringField("object", "model");
    json.writeNumberField("created", 1_790_000_000);
    json.writeStringField("owned_by", NAME);
    json.writeEndObject();
  }
}
