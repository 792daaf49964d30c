package assistant.function.provider;

import java.util.Optional;

/// The provider's API key, wherever it is kept.
public interface Authorization {
  /// The key to send now, if there is one.
  Optional<String> current();

  /// Told that the provider refused this key: whether [#current] now gives another.
  boolean renewed(String refused);

  static Authorization fixed(Optional<String> key) {
    return new Authorization() {
      @Override
      public Optional<String> current() {
        return key;
      }

      @Override
      public boolean renewed(String refused) {
        return false;
      }
    };
  }
}
