package assistant.function.retrieval;

import assistant.function.aws.Bucket;
import java.io.IOException;
import java.util.Optional;

/// An index in S3, told from others by its entity tag.
record IndexObject(Bucket bucket, String key) implements Place {
  @Override
  public Optional<Version> newer(String tag) throws IOException, InterruptedException {
    Optional<Bucket.Content> content = bucket.newer(key, tag);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(new Version(Index.of(content.get().bytes()), content.get().tag()));
  }
}
