package assistant.function.retrieval;

import assistant.function.aws.Aws;
import assistant.function.aws.Bucket;
import assistant.function.chain.Grounded;
import assistant.function.chain.Question;
import assistant.function.chain.Source;
import assistant.function.chain.Turn;
import assistant.function.problem.Code;
import assistant.function.problem.Problem;
import assistant.function.problem.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The chain's first step where there are documents: the passages that fit a question.
///
/// A question is searched together with the one before it, which counts half, since many a
/// follow-up names its subject no more. An index that is replaced is used from the next question
/// on, in S3 within a minute; while the new one cannot be read, the old one is used.
public final class Documents implements Function<Question, Grounded> {
  private static final String S3 = "s3://";
  private static final Duration LOOKED_AT = Duration.ofMinutes(1);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);
  private static final float BEFORE = 0.5f;

  /// How much there is, as health tells it.
  public record Extent(int files, int sections, int passages) {}

  private final Place place;
  private final Duration kept;
  private final Optional<URI> url;
  private final int chars;
  private final InstantSource clock;
  private Place.Version version;
  private Search search;
  private List<List<String>> synonyms = List.of();
  private long due = Long.MIN_VALUE;

  Documents(Place place, Duration kept, DocumentSettings settings, InstantSource clock) {
    this.place = place;
    this.kept = kept;
    this.url = settings.url();
    this.chars = settings.chars();
    this.clock = clock;
  }

  /// The ones at the place that the settings name.
  public static Documents of(
      String place, DocumentSettings settings, Aws aws, InstantSource clock) {
    if (!place.startsWith(S3)) {
      return new Documents(new IndexFile(Path.of(place)), Duration.ZERO, settings, clock);
    }
    int slash = place.indexOf('/', S3.length());
    Bucket bucket = aws.bucket(place.substring(S3.length(), slash));
    return new Documents(
        new IndexObject(bucket, place.substring(slash + 1)), LOOKED_AT, settings, clock);
  }

  /// Reads the index before the first question comes; what is wrong with it that question is told.
  public void warm() {
    try {
      current();
    } catch (Refusal e) {
      // Said again, to whoever asks.
    }
  }

  /// Empty while there is no index to be read.
  public synchronized Optional<Extent> extent() {
    warm();
    return version == null
        ? Optional.empty()
        : Optional.of(
            new Extent(
                version.index().files(), version.index().sections(), version.index().passages()));
  }

  @Override
  public Grounded apply(Question question) {
    return new Grounded(question, sources(question), true);
  }

  private synchronized List<Source> sources(Question question) {
    Search current = current();
    try {
      Query query = new Query(version.index().languages()).add(question.text(), 1);
      String before = before(question);
      if (!before.isEmpty()) {
        query.add(before, BEFORE);
      }
      query.near(version.index()).synonyms(synonyms);
      return numbered(current.best(query.terms(), chars));
    } catch (IndexOutOfBoundsException | DamagedIndex e) {
      throw unusable("is damaged");
    }
  }

  /// Of several languages that the documents have, the first.
  synchronized Language language() {
    current();
    List<Language> languages = version.index().languages();
    return languages.isEmpty() ? Language.OTHER : languages.getFirst();
  }

  private static String before(Question question) {
    List<Turn> history = question.history();
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).role() == Turn.Role.USER) {
        return history.get(i).content();
      }
    }
    return "";
  }

  private List<Source> numbered(List<Passage> passages) {
    List<Source> sources = new ArrayList<>();
    for (Passage passage : passages) {
      sources.add(
          new Source(
              sources.size() + 1,
              passage.title(),
              passage.file(),
              passage.anchor(),
              url(passage),
              passage.text().replace("[^", "[")));
    }
    return sources;
  }

  private String url(Passage passage) {
    if (url.isEmpty()) {
      return "";
    }
    StringBuilder link = new StringBuilder(url.get().toString());
    for (String name : passage.file().split("/")) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        continue;
      }
      link.append('/');
      encode(name, link);
    }
    if (!passage.anchor().isEmpty()) {
      link.append('#');
      encode(passage.anchor(), link);
    }
    return link.toString();
  }

  private static void encode(String part, StringBuilder out) {
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 'a' && b <= 'z'
          || b >= 'A' && b <= 'Z'
          || b >= '0' && b <= '9'
          || b > 0 && "-._~=:&+,;@()".indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
        out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
  }

  private Search current() {
    long now = clock.millis();
    if (now >= due) {
      due = now + kept.toMillis();
      look(now);
    }
    if (search == null) {
      throw unusable("cannot be read");
    }
    return search;
  }

  private void look(long now) {
    try {
      Optional<Place.Version> newer = place.newer(version == null ? "" : version.tag());
      if (newer.isPresent()) {
        search = new Search(newer.get().index());
        synonyms = newer.get().index().synonyms();
        version = newer.get();
      }
    } catch (IOException | DamagedIndex | IndexOutOfBoundsException e) {
      failed(e, now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(Exception e, long now) {
    System.err.println("The documents' index in DOCUMENTS cannot be read: " + why(e));
    due = now + BETWEEN_FAILURES.toMillis();
  }

  /// For the owner; what an exception says may name what others must not know.
  static String why(Exception e) {
    return switch (e) {
      case DamagedIndex damaged -> damaged.getMessage();
      case NoSuchFileException missing ->
          "nothing that may be read lies there. make documents puts it there; a deployed function"
              + " may read it after make deploy";
      default -> e.getClass().getSimpleName();
    };
  }

  private static Refusal unusable(String how) {
    return new Refusal(
        Problem.passing(
            Code.NOT_CONFIGURED,
            "The index of the documents "
                + how
                + ". The owner makes it anew with make documents; the function's log says more.",
            Duration.ofMinutes(1)));
  }
}
