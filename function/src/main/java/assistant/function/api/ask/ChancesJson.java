package assistant.function.api.ask;

import assistant.function.base.Json;
import assistant.function.chain.Chance;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// How an answer's tokens were chosen, as the page reads it.
final class ChancesJson {
  private ChancesJson() {}

  static byte[] object(List<Chance> chances) {
    return Json.bytes(json -> {
      json.writeStartObject();
      write(json, "tokens", chances);
      json.writeEndObject();
    });
  }

  static void write(JsonGenerator json, String field, List<Chance> chances) throws IOException {
    json.writeArrayFieldStart(field);
    for (Chance chance : chances) {
      json.writeStartObject();
      json.writeStringField("text", chance.text());
      json.writeNumberField("chance", chance.chance());
      json.writeArrayFieldStart("others");
      for (Chance.Other other : chance.others()) {
        json.writeStartObject();
        json.writeStringField("text", other.text());
        json.writeNumberField("chance", other.chance());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
