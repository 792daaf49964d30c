package assistant.function.aws;

import assistant.function.base.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An item of the table: its attributes, which are all strings or numbers; one that is not there
/// has none.
public record Item(Map<String, String> attributes) {
  static final Item NONE = new Item(Map.of());

  public Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// A number that is not there counts as 0.
  public long number(String name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  /// The one under `field` (`Item`, `Attributes`) of what DynamoDB answered.
  static Item read(byte[] answer, String field) {
    try (JsonParser json = Json.TRUSTED.createParser(answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals(field);
        json.nextToken();
        if (found) {
          return read(json);
        }
        json.skipChildren();
      }
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Item read(JsonParser json) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      Json.strings(json).values().forEach(value -> attributes.put(name, value));
    }
    return new Item(attributes);
  }
}
