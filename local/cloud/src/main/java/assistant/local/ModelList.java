package assistant.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models that a server says it has.
record ModelList(List<String> ids, boolean answersToAnyName) {
  private static final int MOST_NAMED = 8;

  /// Empty where the body is no such list.
  static Optional<ModelList> of(String body) {
    try {
      JsonNode list = new ObjectMapper().readTree(body);
      JsonNode data = list.path("data");
      List<String> ids = new ArrayList<>();
      data.forEach(entry -> ids.add(entry.path("id").asText()));
      // llama-server with one model takes every name for it.
      boolean any = ids.size() == 1 && data.path(0).path("owned_by").asText().equals("llamacpp");
      // Ollama writes an empty list so.
      boolean none = data.isNull() && list.path("object").asText().equals("list");
      return data.isArray() || none ? Optional.of(new ModelList(ids, any)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Ollama's names have a tag, `:latest` unless told.
  boolean has(String model) {
    return answersToAnyName || ids.contains(model) || ids.contains(model + ":latest");
  }

  String told(String url, String model) {
    return ids.isEmpty()
        ? url + " has no model at all yet. Give it one."
        : url
            + " has no model "
            + model
            + ". Set OPENAI_MODEL to one that it has: "
            + String.join(", ", ids.subList(0, Math.min(ids.size(), MOST_NAMED)))
            + (ids.size() > MOST_NAMED ? ", …" : "")
            + ".";
  }
}
