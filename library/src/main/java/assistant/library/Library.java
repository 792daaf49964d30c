package assistant.library;

import assistant.function.retrieval.IndexWriter;
import assistant.function.retrieval.Language;
import assistant.function.retrieval.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The documents that were read, made into an index.
final class Library {
  private static final int SAMPLE = 20_000;
  private static final int FREQUENT = 5;
  private static final int SHORT = 400;
  private static final int OWNERS = 70;
  private static final int EVERYDAY = 25;

  /// The index's bytes, and what went into them.
  record Made(
      byte[] index,
      int files,
      int sections,
      int passages,
      long chars,
      int repeated,
      List<String> orders) {}

  private Library() {}

  /// Same documents in the same order, same bytes.
  static Made index(List<Document> documents, List<List<String>> synonyms) {
    Set<String> repeated = repeated(documents);
    IndexWriter writer = new IndexWriter();
    Set<Language> languages = EnumSet.noneOf(Language.class);
    List<String> orders = new ArrayList<>();
    int files = 0;
    int sections = 0;
    int left = 0;
    long chars = 0;
    for (Document document : documents) {
      Language language = Language.of(sample(document));
      languages.add(language);
      boolean any = false;
      for (Section section : document.sections()) {
        String title = String.join(" › ", section.path());
        boolean added = false;
        for (String text : Passages.USUAL.of(section)) {
          if (repeated.contains(text)) {
            left++;
            continue;
          }
          writer.add(new Passage(title, document.name(), section.anchor(), text), language);
          chars += text.length();
          added = true;
          if (Orders.in(text)) {
            orders.add(document.name() + (title.isEmpty() ? "" : ", " + title));
          }
        }
        sections += added ? 1 : 0;
        any |= added;
      }
      files += any ? 1 : 0;
    }
    synonyms.forEach(same -> writer.synonyms(same, OWNERS));
    for (Language language : languages) {
      everyday(language).forEach(same -> writer.synonyms(same, EVERYDAY));
    }
    if (languages.contains(Language.ENGLISH)) {
      Near.words(writer);
    }
    return new Made(writer.bytes(), files, sections, writer.passages(), chars, left, orders);
  }

  private static String sample(Document document) {
    StringBuilder sample = new StringBuilder();
    for (Section section : document.sections()) {
      for (Block block : section.blocks()) {
        if (block.kind() != Block.Kind.CODE && sample.length() < SAMPLE) {
          sample.append(block.text()).append('\n');
        }
      }
    }
    return sample.toString();
  }

  /// Short texts that stand in many files are a site's furniture, not what a question is about.
  private static Set<String> repeated(List<Document> documents) {
    Map<String, Integer> files = new HashMap<>();
    for (Document document : documents) {
      Set<String> here = new HashSet<>();
      for (Section section : document.sections()) {
        for (String text : Passages.USUAL.of(section)) {
          if (text.length() < SHORT) {
            here.add(text);
          }
        }
      }
      here.forEach(text -> files.merge(text, 1, Integer::sum));
    }
    files.values().removeIf(count -> count < FREQUENT);
    return files.keySet();
  }

  /// Everyday words that askers and authors use for the same.
  private static List<List<String>> everyday(Language language) {
    String name = "everyday-" + language.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = Library.class.getResourceAsStream(name)) {
      return in == null
          ? List.of()
          : Synonyms.lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
