package assistant.function.api;

import assistant.function.base.Json;
import assistant.function.chain.Source;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// Sources, and which of them were cited, as every form tells them.
public final class SourcesJson {
  private SourcesJson() {}

  public static byte[] object(List<Source> sources) {
    return Json.bytes(json -> {
      json.writeStartObject();
      writeSources(json, sources);
      json.writeEndObject();
    });
  }

  public static void writeSources(JsonGenerator json, List<Source> sources) throws IOException {
    json.writeArrayFieldStart("sources");
    for (Source source : sources) {
      json.writeStartObject();
      json.writeNumberField("n", source.number());
      json.writeStringField("title", source.title());
      json.writeStringField("file", source.file());
      json.writeStringField("anchor", source.anchor());
      if (source.url().isEmpty()) {
        json.writeNullField("url");
      } else {
        json.writeStringField("url", source.url());
      }
      json.writeStringField("text", source.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static void writeCited(JsonGenerator json, List<Integer> cited) throws IOException {
    json.writeArrayFieldStart("cited");
    for (int number : cited) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
