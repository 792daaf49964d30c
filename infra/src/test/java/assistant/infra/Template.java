package assistant.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A synthesised template, asked by resource type.
record Template(JsonNode json) {

  Stream<JsonNode> resources() {
    return json.required("Resources").valueStream();
  }

  List<JsonNode> all(String type) {
    return resources()
        .filter(resource -> resource.required("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  JsonNode only(String type) {
    var found = all(type);
    if (found.size() != 1) {
      throw new AssertionError("%d resources of type %s".formatted(found.size(), type));
    }
    return found.getFirst();
  }

  List<String> ids() {
    return json.required("Resources").propertyStream().map(Map.Entry::getKey).toList();
  }
}
