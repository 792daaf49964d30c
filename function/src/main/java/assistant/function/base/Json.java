package assistant.function.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// JSON read and written token by token: nothing is bound by reflection, so nothing of it slows a
/// cold start.
public final class Json {
  /// For what strangers send: shallow, without doubled fields.
  public static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(100).build())
          .build();

  /// For what the platform sends.
  public static final JsonFactory TRUSTED = new JsonFactory();

  private Json() {}

  /// Writes one JSON value.
  public interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  public static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = TRUSTED.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads the value of one field, at which the parser stands.
  public interface Reading {
    void of(String field) throws IOException;
  }

  /// Goes through the fields of the object at the parser's current value; any other value is
  /// skipped.
  public static void fields(JsonParser json, Reading reading) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      reading.of(field);
    }
  }

  /// The flat map of strings at the parser's current value; an empty one for null; values that are
  /// not strings are left out.
  public static Map<String, String> strings(JsonParser json) throws IOException {
    Map<String, String> map = new HashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          map.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return map;
  }
}
