package assistant.function.provider;

import java.util.Optional;

/// What proves to the model's provider who asks, wherever it is kept.
public interface Authorization {
  /// The key to send now, if there is one.
  Optional<String> current();

  /// Told that the provider refused this key: whether [#current] now gives another.
  boolean renewed(String refused);
}
