package assistant.function.provider;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The server that is asked, and what this process has learned of it: its dialect, and what its
/// owner was told already.
final class Provider {
  private final URI completions;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile Dialect dialect;

  Provider(URI completions, Dialect dialect) {
    this.completions = completions;
    this.dialect = dialect;
  }

  URI completions() {
    return completions;
  }

  Dialect dialect() {
    return dialect;
  }

  /// From now on every request is put like this.
  void learn(Dialect learned) {
    String change = learned.change(dialect);
    dialect = learned;
    tell("The provider " + change);
  }

  /// Once for the process, in words of ours.
  void tell(String words) {
    if (told.add(words)) {
      System.err.println(words);
    }
  }
}
