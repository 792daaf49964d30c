package assistant.function.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An index in a file; a file of another time is another index.
record IndexFile(Path path) implements Place {
  @Override
  public Optional<Version> newer(String tag) throws IOException {
    String now = Files.getLastModifiedTime(path) + " " + Files.size(path);
    return now.equals(tag) ? Optional.empty() : Optional.of(new Version(Index.of(path), now));
  }
}
