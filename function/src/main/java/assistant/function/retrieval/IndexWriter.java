package assistant.function.retrieval;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// Writes the index that [Index] reads: from the same passages the same bytes.
///
/// It stands beside its reader, so that the format is in one place; the function never loads it.
public final class IndexWriter {
  private final Map<String, Integer> files = new LinkedHashMap<>();
  private final List<int[]> sections = new ArrayList<>();
  private final List<int[]> passages = new ArrayList<>();
  private final Map<String, Postings> terms = new HashMap<>();
  private final Set<Language> languages = EnumSet.noneOf(Language.class);
  private final List<String> synonyms = new ArrayList<>();
  private final Map<String, List<String>> nears = new HashMap<>();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private final long[] words = new long[2];
  private Passage before = new Passage("", "", "", "");

  /// Where one term stands: passage, times in the text and in the title path.
  private static final class Postings {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8);
    private int last = -1;
    private int count;

    void add(int passage, int inText, int inTitle) {
      number(bytes, passage - last - 1);
      number(bytes, inText << 1 | (inTitle > 0 ? 1 : 0));
      if (inTitle > 0) {
        number(bytes, inTitle);
      }
      last = passage;
      count++;
    }
  }

  /// Passages of one section come one after the other, and sections of one file.
  public IndexWriter add(Passage passage, Language language) {
    languages.add(language);
    int file = files.computeIfAbsent(passage.file(), name -> files.size());
    if (passages.isEmpty() || !sameSection(passage, before)) {
      sections.add(new int[] {file, string(passage.title()), string(passage.anchor())});
    }
    before = passage;
    Map<String, int[]> counts = new TreeMap<>();
    int inText = count(passage.text(), language, counts, 0);
    int inTitle = count(passage.title(), language, counts, 1);
    int number = passages.size();
    passages.add(
        new int[] {
          sections.size() - 1, texts.size(), Math.min(inText, 0xFFFF) << 8 | Math.min(inTitle, 0xFF)
        });
    texts.writeBytes(passage.text().getBytes(StandardCharsets.UTF_8));
    counts.forEach((term, times) ->
        terms.computeIfAbsent(term, unseen -> new Postings()).add(number, times[0], times[1]));
    words[0] += inText;
    words[1] += inTitle;
    return this;
  }

  private static boolean sameSection(Passage passage, Passage before) {
    return passage.file().equals(before.file())
        && passage.anchor().equals(before.anchor())
        && passage.title().equals(before.title());
  }

  /// Words or phrases that mean the same; one found for another counts for so many percent.
  public IndexWriter synonyms(List<String> same, int percent) {
    synonyms.add(percent + "\t" + String.join("\t", same));
    return this;
  }

  /// Terms that mean nearly what a word means, the nearest first; those that no passage has are
  /// left out.
  public IndexWriter near(String word, List<String> same) {
    nears.put(Language.uninflected(word), List.copyOf(same));
    return this;
  }

  public int passages() {
    return passages.size();
  }

  private static int count(String text, Language language, Map<String, int[]> counts, int field) {
    List<Words.Word> cut = Words.of(text, language);
    for (Words.Word word : cut) {
      for (String term : word.terms()) {
        counts.computeIfAbsent(term, unseen -> new int[2])[field]++;
      }
    }
    return cut.size();
  }

  private int string(String text) {
    int at = strings.size();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(strings, bytes.length);
    strings.writeBytes(bytes);
    return at;
  }

  public byte[] bytes() {
    List<Integer> names = files.keySet().stream().map(this::string).toList();
    List<Integer> same = synonyms.stream().map(this::string).toList();
    Map<byte[], Postings> sorted = new TreeMap<>(java.util.Arrays::compareUnsigned);
    terms.forEach((term, postings) -> sorted.put(term.getBytes(StandardCharsets.UTF_8), postings));
    ByteArrayOutputStream termBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream postingBytes = new ByteArrayOutputStream();
    List<int[]> places = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    sorted.forEach((term, postings) -> {
      numbers.put(new String(term, StandardCharsets.UTF_8), places.size());
      places.add(new int[] {termBytes.size(), postingBytes.size()});
      termBytes.writeBytes(term);
      number(postingBytes, postings.count);
      postingBytes.writeBytes(postings.bytes.toByteArray());
    });
    places.add(new int[] {termBytes.size(), postingBytes.size()});
    passages.add(new int[] {sections.size(), texts.size(), 0});
    ByteArrayOutputStream nearBytes = new ByteArrayOutputStream();
    List<Integer> near = near(numbers, nearBytes);

    Index.Layout layout =
        new Index.Layout(
            files.size(),
            sections.size(),
            passages.size() - 1,
            sorted.size(),
            synonyms.size(),
            near.size(),
            strings.size(),
            termBytes.size(),
            postingBytes.size(),
            nearBytes.size(),
            texts.size());
    ByteBuffer out = ByteBuffer.allocate(layout.length());
    out.putLong(Index.MAGIC).putInt(0).putInt(layout.length());
    layout.write(out);
    int bits = 0;
    for (Language language : languages) {
      bits |= 1 << language.ordinal();
    }
    out.putInt(bits).putLong(words[0]).putLong(words[1]);
    names.forEach(out::putInt);
    sections.forEach(section -> put(out, section));
    passages.forEach(passage -> put(out, passage));
    places.forEach(place -> put(out, place));
    same.forEach(out::putInt);
    near.forEach(out::putInt);
    out.put(strings.toByteArray())
        .put(termBytes.toByteArray())
        .put(postingBytes.toByteArray())
        .put(nearBytes.toByteArray())
        .put(texts.toByteArray());
    passages.removeLast();
    CRC32 crc = new CRC32();
    crc.update(out.array(), Index.CHECKED_FROM, layout.length() - Index.CHECKED_FROM);
    out.putInt(8, (int) crc.getValue());
    return out.array();
  }

  /// The words with near ones among the terms, in the order of their bytes.
  private List<Integer> near(Map<String, Integer> numbers, ByteArrayOutputStream out) {
    Map<byte[], List<Integer>> sorted = new TreeMap<>(java.util.Arrays::compareUnsigned);
    nears.forEach((word, same) -> {
      List<Integer> there =
          same.stream()
              .filter(numbers::containsKey)
              .map(numbers::get)
              .distinct()
              .limit(Index.MOST_NEAR)
              .toList();
      if (!there.isEmpty()) {
        sorted.put(word.getBytes(StandardCharsets.UTF_8), there);
      }
    });
    List<Integer> places = new ArrayList<>();
    sorted.forEach((word, there) -> {
      places.add(out.size());
      number(out, word.length);
      out.writeBytes(word);
      number(out, there.size());
      there.forEach(term -> number(out, term));
    });
    return places;
  }

  private static void put(ByteBuffer out, int[] numbers) {
    for (int number : numbers) {
      out.putInt(number);
    }
  }

  /// Seven bits a byte, the lowest first; the highest bit says that more follow.
  private static void number(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
