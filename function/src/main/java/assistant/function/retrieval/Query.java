package assistant.function.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is searched: the terms of a question, and how much each counts. Small words count only
/// where there are no others.
final class Query {
  /// A near word counts so much of the word that was asked for.
  private static final float NEAR = 0.4f;

  /// A term of the index; `instead` is the one that was asked for, empty if it is this one. A near
  /// word may be rarer, but counts for no rarer than that.
  record Term(String text, float weight, String instead) {
    Term(String text, float weight) {
      this(text, weight, "");
    }
  }

  private final List<Language> languages;
  private final Map<String, Float> terms = new LinkedHashMap<>();
  private final Map<String, Float> words = new LinkedHashMap<>();
  private final Map<String, Term> near = new LinkedHashMap<>();

  /// In an index of several languages a question is cut by the rules of each.
  Query(List<Language> languages) {
    this.languages = languages;
  }

  Query add(String text, float weight) {
    List<List<Words.Word>> cuts = cuts(text);
    if (!add(cuts, weight, false)) {
      add(cuts, weight, true);
    }
    return this;
  }

  /// Where the question has one of these words or phrases, the others are searched as well.
  Query synonyms(List<List<String>> lines) {
    Map<String, Float> others = new LinkedHashMap<>();
    for (List<String> line : lines) {
      float counts = percent(line.getFirst()) / 100f;
      float weight = 0;
      for (String same : line.subList(1, line.size())) {
        weight = Math.max(weight, weight(same));
      }
      for (String same : line.subList(1, line.size())) {
        List<String> found = weight > 0 ? terms(same) : List.of();
        for (String term : found) {
          if (!terms.containsKey(term)) {
            others.merge(term, weight * counts, Math::max);
          }
        }
      }
    }
    terms.putAll(others);
    return this;
  }

  /// What means nearly the same as the question's words is searched as well, by the index's list.
  Query near(Index index) {
    if (languages.contains(Language.ENGLISH)) {
      words.forEach((word, weight) -> {
        String stem = Language.ENGLISH.terms(word).getFirst();
        for (String term : index.near(Language.uninflected(word))) {
          Term before = near.get(term);
          if (!terms.containsKey(term) && (before == null || before.weight() < NEAR * weight)) {
            near.put(term, new Term(term, NEAR * weight, stem));
          }
        }
      });
    }
    return this;
  }

  private static int percent(String number) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new DamagedIndex("a synonym without its weight");
    }
  }

  List<Term> terms() {
    List<Term> list = new ArrayList<>();
    for (Map.Entry<String, Float> term : terms.entrySet()) {
      list.add(new Term(term.getKey(), term.getValue()));
    }
    list.addAll(near.values());
    return list;
  }

  private List<List<Words.Word>> cuts(String text) {
    List<List<Words.Word>> cuts = new ArrayList<>();
    for (Language language : languages) {
      cuts.add(Words.of(text, language));
    }
    return cuts;
  }

  private boolean add(List<List<Words.Word>> cuts, float weight, boolean small) {
    boolean any = false;
    for (int i = 0; !cuts.isEmpty() && i < cuts.getFirst().size(); i++) {
      if (small || !stopWord(cuts.getFirst().get(i).folded())) {
        any = true;
        words.merge(cuts.getFirst().get(i).folded(), weight, Math::max);
        for (List<Words.Word> cut : cuts) {
          for (String term : cut.get(i).terms()) {
            Float before = terms.get(term);
            if (before == null || before < weight) {
              terms.put(term, weight);
            }
          }
        }
      }
    }
    return any;
  }

  private boolean stopWord(String word) {
    for (Language language : languages) {
      if (language.stopWord(word)) {
        return true;
      }
    }
    return false;
  }

  /// The least weight of a phrase's words; none where one is missing.
  private float weight(String phrase) {
    float least = Float.MAX_VALUE;
    for (String term : terms(phrase)) {
      least = Math.min(least, terms.getOrDefault(term, 0f));
    }
    return least == Float.MAX_VALUE ? 0 : least;
  }

  private List<String> terms(String phrase) {
    List<String> terms = new ArrayList<>();
    for (Words.Word word : Words.of(phrase, languages.getFirst())) {
      terms.addAll(word.terms());
    }
    return terms;
  }
}
