package assistant.function.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What proves to the model's provider who asks, wherever it is kept.
public interface Authorization {
  /// The key to send now, if there is one.
  Optional<String> current();

  /// What to send beside the headers given, in lower case, to be let in with this body.
  default Map<String, String> headers(URI target, Map<String, String> sent, byte[] body) {
    return current().map(key -> Map.of("authorization", "Bearer " + key)).orElse(Map.of());
  }

  /// Told that the provider refused this key: whether [#current] now gives another.
  boolean renewed(String refused);
}
