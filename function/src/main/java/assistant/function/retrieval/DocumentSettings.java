package assistant.function.retrieval;

import assistant.function.base.Env;
import java.net.URI;
import java.util.Optional;

/// Where the documents' index is, and how it is used: `place` is a file or `s3://bucket/key`, `url`
/// where the documents themselves can be read, `only` whether answers keep to them, `chars` how
/// much of them an answer is given.
public record DocumentSettings(Optional<String> place, Optional<URI> url, boolean only, int chars) {
  private static final String S3 = "s3://";

  public static DocumentSettings of(Env env) {
    return new DocumentSettings(
        env.text("DOCUMENTS").map(DocumentSettings::place),
        env.url("DOCUMENTS_URL"),
        env.flag("ONLY_DOCUMENTS", true),
        env.number("PASSAGE_CHARS", 12_000, 1_000, 200_000));
  }

  private static String place(String place) {
    if (place.startsWith(S3) && place.indexOf('/', S3.length() + 1) < 0) {
      throw Env.malformed("DOCUMENTS", "an index file, or s3://BUCKET/KEY");
    }
    return place;
  }
}
