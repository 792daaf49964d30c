package assistant.function.retrieval;

import java.util.ArrayList;
import java.util.List;

/// Finds the passages of an index that fit a question best, by BM25 over their texts and over the
/// headings above them: a term counts by its rarity, and by how often it stands there for their
/// length. That the rest of the section has it, and of the file, counts a little as well.
final class Search {
  private static final float K1 = 1f;
  private static final float TEXT_LENGTH = 0.5f;
  private static final float TITLE_LENGTH = 0.75f;
  private static final float TITLE = 0.8f;
  private static final float SECTION = 0.25f;
  private static final float SECTION_K1 = 1.5f;
  private static final float FILE = 0.1f;
  private static final float FILE_K1 = 3f;

  /// A passage of the first sections is given with what stands around it in its section.
  private static final int WIDENED = 3;

  private static final int WIDE_CHARS = 1000;
  private static final int MOST = 60;

  private final Index index;
  private final float meanText;
  private final float meanTitle;

  Search(Index index) {
    this.index = index;
    this.meanText = index.meanText();
    this.meanTitle = index.meanTitle();
  }

  /// The best first, one a section, until so many characters are reached.
  List<Passage> best(List<Query.Term> terms, int chars) {
    List<Passage> best = new ArrayList<>();
    int left = chars;
    for (int passage : ranked(scores(terms))) {
      Passage found = best.size() < WIDENED ? widened(passage) : index.passage(passage);
      left -= found.text().length() + found.title().length();
      if (left < 0) {
        break;
      }
      best.add(found);
    }
    return best;
  }

  private float[] scores(List<Query.Term> terms) {
    float[] scores = new float[index.passages()];
    float[] sections = new float[index.sections()];
    float[] files = new float[index.files()];
    for (Query.Term term : terms) {
      Postings postings = index.postings(term.text());
      if (postings != null) {
        add(postings, term.weight() * rarity(term, postings), scores, sections, files);
      }
    }
    for (int passage = 0; passage < scores.length; passage++) {
      if (scores[passage] > 0) {
        int section = index.section(passage);
        scores[passage] += SECTION * sections[section] + FILE * files[index.fileOf(section)];
      }
    }
    return scores;
  }

  private float rarity(Query.Term term, Postings postings) {
    float own = rarity(postings.count());
    if (term.instead().isEmpty()) {
      return own;
    }
    Postings asked = index.postings(term.instead());
    return asked == null ? own : Math.min(own, rarity(asked.count()));
  }

  private float rarity(int count) {
    return (float) Math.log(1 + (index.passages() - count + 0.5f) / (count + 0.5f));
  }

  private void add(
      Postings postings, float rarity, float[] scores, float[] sections, float[] files) {
    int section = 0;
    int inSection = 0;
    int file = 0;
    int inFile = 0;
    while (postings.next()) {
      int passage = postings.passage();
      float text = postings.inText() / length(index.textWords(passage), meanText, TEXT_LENGTH);
      float title = postings.inTitle() / length(index.titleWords(passage), meanTitle, TITLE_LENGTH);
      scores[passage] += rarity * (K1 + 1) * (text / (text + K1) + TITLE * title / (title + K1));
      int here = index.section(passage);
      if (here != section) {
        sections[section] += rarity * inSection / (inSection + SECTION_K1);
        int hereFile = index.fileOf(here);
        if (hereFile != file) {
          files[file] += rarity * inFile / (inFile + FILE_K1);
          file = hereFile;
          inFile = 0;
        }
        section = here;
        inSection = 0;
      }
      inSection += postings.inText();
      inFile += postings.inText();
    }
    sections[section] += rarity * inSection / (inSection + SECTION_K1);
    files[file] += rarity * inFile / (inFile + FILE_K1);
  }

  private static float length(int words, float mean, float counts) {
    return 1 - counts + counts * words / mean;
  }

  /// Each section's best passage, the best section first.
  private int[] ranked(float[] scores) {
    Ranking ranking = new Ranking(MOST);
    int section = -1;
    int best = -1;
    for (int passage = 0; passage < scores.length; passage++) {
      if (scores[passage] > 0) {
        int here = index.section(passage);
        if (here != section) {
          ranking.add(best, best < 0 ? 0 : scores[best]);
          section = here;
          best = passage;
        } else if (scores[passage] > scores[best]) {
          best = passage;
        }
      }
    }
    ranking.add(best, best < 0 ? 0 : scores[best]);
    return ranking.best();
  }

  private Passage widened(int passage) {
    Passage found = index.passage(passage);
    int section = index.section(passage);
    StringBuilder text = new StringBuilder(found.text());
    int before = passage - 1;
    int after = passage + 1;
    boolean grows = true;
    while (grows) {
      grows = false;
      if (after < index.passages() && index.section(after) == section) {
        String next = index.text(after);
        if (text.length() + 1 + next.length() <= WIDE_CHARS) {
          text.append('\n').append(next);
          after++;
          grows = true;
        }
      }
      if (before >= 0 && index.section(before) == section) {
        String previous = index.text(before);
        if (text.length() + 1 + previous.length() <= WIDE_CHARS) {
          text.insert(0, '\n').insert(0, previous);
          before--;
          grows = true;
        }
      }
    }
    return new Passage(found.title(), found.file(), found.anchor(), text.toString());
  }
}
