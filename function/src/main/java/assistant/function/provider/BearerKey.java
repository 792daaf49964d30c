package assistant.function.provider;

import assistant.function.aws.Secret;
import java.util.Optional;

/// The provider's API key: the one that the environment holds, else the one in the secret.
public record BearerKey(Optional<String> fixed, Optional<Secret> secret) implements Authorization {
  @Override
  public Optional<String> current() {
    return fixed.or(() -> secret.flatMap(Secret::current));
  }

  @Override
  public boolean renewed(String refused) {
    return fixed.isEmpty() && secret.isPresent() && secret.get().renewed(refused);
  }
}
