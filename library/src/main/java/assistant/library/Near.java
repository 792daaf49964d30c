package assistant.library;

import assistant.function.retrieval.IndexWriter;
import assistant.function.retrieval.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// English words, and those that mean nearly the same, the nearest first: one word a line,
/// `vacation: holiday resort travel`. How the list is made: bench/documents/near/run.
final class Near {
  private static final String LIST = "near-english.txt";

  private Near() {}

  /// A question's words are searched for these as well.
  static void words(IndexWriter index) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Near.class.getResourceAsStream(LIST), StandardCharsets.US_ASCII))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> line(line, index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void line(String line, IndexWriter index) {
    int colon = line.indexOf(": ");
    String word = line.substring(0, colon);
    List<String> own = Language.ENGLISH.terms(word);
    List<String> terms = new ArrayList<>();
    for (String near : line.substring(colon + 2).split(" ")) {
      List<String> stems = Language.ENGLISH.terms(near);
      if (!Language.ENGLISH.stopWord(near) && !stems.equals(own)) {
        terms.addAll(stems);
      }
    }
    index.near(word, terms);
  }
}
