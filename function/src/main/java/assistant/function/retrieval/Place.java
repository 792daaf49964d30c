package assistant.function.retrieval;

import java.io.IOException;
import java.util.Optional;

/// Where an index lies, and may be replaced by a newer one.
interface Place {
  /// An index, and by what its place tells it from others.
  record Version(Index index, String tag) {}

  /// The index that lies there now, unless it is the one with this tag.
  Optional<Version> newer(String tag) throws IOException, InterruptedException;
}
