package assistant.function.retrieval;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// The documents' index as its file holds it: terms with the passages in which they stand, and the
/// passages. It is read in place, and refused as a whole when it is damaged.
///
/// ```
/// magic 8 · checksum 4 (CRC-32 of what follows) · length 4 · counts and sizes 11×4
/// languages 4 · words of all texts 8 · of all titles 8
/// files: name · sections: file, title, anchor · passages+1: section, text, words of text<<8|title
/// terms+1: bytes, postings · synonyms: string · near words: place
/// strings (length, UTF-8) · terms (sorted UTF-8) · postings
/// near words (sorted: length, UTF-8, count, terms) · texts (UTF-8)
/// ```
public final class Index {
  static final long MAGIC = 0x4C4C4D41444F4332L; // LLMADOC2
  static final int CHECKED_FROM = 12;
  private static final int HEADER = 16 + Layout.COUNTS * 4 + 4 + 16;

  /// Near words that one word has at most.
  static final int MOST_NEAR = 8;

  /// A larger read takes memory outside the heap for a while.
  private static final int PIECE = 1 << 16;

  /// Where the passages' texts are.
  interface Texts {
    byte[] read(int from, int length);
  }

  private record TextsInMemory(byte[] bytes, int at) implements Texts {
    @Override
    public byte[] read(int from, int length) {
      return Arrays.copyOfRange(bytes, at + from, at + from + length);
    }
  }

  private record TextsInFile(RandomAccessFile file, int at) implements Texts {
    @Override
    public byte[] read(int from, int length) {
      byte[] text = new byte[length];
      try {
        synchronized (file) {
          file.seek((long) at + from);
          file.readFully(text);
        }
      } catch (IOException e) {
        throw new DamagedIndex("its file cannot be read any more");
      }
      return text;
    }
  }

  /// How many of each there are, and how long the parts of varying length.
  record Layout(
      int files,
      int sections,
      int passages,
      int terms,
      int synonyms,
      int nears,
      int strings,
      int termBytes,
      int postings,
      int nearBytes,
      int texts) {
    private static final int COUNTS = 11;

    static Layout read(ByteBuffer in, int at) {
      int[] n = new int[COUNTS];
      for (int i = 0; i < n.length; i++) {
        n[i] = in.getInt(at + 4 * i);
        if (n[i] < 0) {
          throw new DamagedIndex("a negative size");
        }
      }
      return new Layout(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
    }

    void write(ByteBuffer out) {
      out.putInt(files).putInt(sections).putInt(passages).putInt(terms).putInt(synonyms);
      out.putInt(nears).putInt(strings).putInt(termBytes).putInt(postings).putInt(nearBytes);
      out.putInt(texts);
    }

    int sectionsAt() {
      return HEADER + 4 * files;
    }

    int passagesAt() {
      return sectionsAt() + 12 * sections;
    }

    int termsAt() {
      return passagesAt() + 12 * (passages + 1);
    }

    int synonymsAt() {
      return termsAt() + 8 * (terms + 1);
    }

    int nearsAt() {
      return synonymsAt() + 4 * synonyms;
    }

    int stringsAt() {
      return nearsAt() + 4 * nears;
    }

    int termBytesAt() {
      return stringsAt() + strings;
    }

    int postingsAt() {
      return termBytesAt() + termBytes;
    }

    int nearBytesAt() {
      return postingsAt() + postings;
    }

    int textsAt() {
      return nearBytesAt() + nearBytes;
    }

    int length() {
      long length =
          HEADER
              + 4L * files
              + 12L * sections
              + 12L * (passages + 1L)
              + 8L * (terms + 1L)
              + 4L * synonyms
              + 4L * nears
              + strings
              + (long) termBytes
              + postings
              + nearBytes
              + texts;
      if (length > Integer.MAX_VALUE) {
        throw new DamagedIndex("it would be over 2 GB");
      }
      return (int) length;
    }
  }

  private final ByteBuffer file;
  private final Layout layout;
  private final Texts texts;

  private Index(ByteBuffer file, Layout layout, Texts texts) {
    this.file = file;
    this.layout = layout;
    this.texts = texts;
  }

  /// All but the texts is kept in memory; of these only what is found is read, from the open file.
  public static Index of(Path path) throws IOException {
    RandomAccessFile in = new RandomAccessFile(path.toFile(), "r");
    byte[] start = new byte[(int) Math.min(HEADER, in.length())];
    in.readFully(start);
    Layout layout = layout(ByteBuffer.wrap(start), in.length());
    byte[] head = new byte[layout.textsAt()];
    CRC32 crc = new CRC32();
    in.seek(0);
    for (int at = 0; at < head.length; at += PIECE) {
      in.readFully(head, at, Math.min(PIECE, head.length - at));
    }
    crc.update(head, CHECKED_FROM, head.length - CHECKED_FROM);
    byte[] piece = new byte[PIECE];
    for (int left = layout.texts(); left > 0; left -= PIECE) {
      int length = Math.min(PIECE, left);
      in.readFully(piece, 0, length);
      crc.update(piece, 0, length);
    }
    return checked(ByteBuffer.wrap(head), layout, crc, new TextsInFile(in, layout.textsAt()));
  }

  public static Index of(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    Layout layout = layout(file, bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
    return checked(file, layout, crc, new TextsInMemory(bytes, layout.textsAt()));
  }

  private static Layout layout(ByteBuffer start, long length) {
    if (start.limit() < HEADER || start.getLong(0) != MAGIC) {
      throw new DamagedIndex("not an index, or one of another version");
    }
    Layout layout = Layout.read(start, 16);
    if (start.getInt(12) != length || layout.length() != length) {
      throw new DamagedIndex("cut short or changed");
    }
    return layout;
  }

  private static Index checked(ByteBuffer file, Layout layout, CRC32 crc, Texts texts) {
    if ((int) crc.getValue() != file.getInt(8)) {
      throw new DamagedIndex("cut short or changed");
    }
    return new Index(file, layout, texts);
  }

  public int files() {
    return layout.files();
  }

  public int sections() {
    return layout.sections();
  }

  public int passages() {
    return layout.passages();
  }

  List<Language> languages() {
    return Language.of(file.getInt(HEADER - 20));
  }

  /// The mean count of words in a passage's text, and in its title path.
  float meanText() {
    return Math.max(1f, (float) file.getLong(HEADER - 16) / Math.max(1, passages()));
  }

  float meanTitle() {
    return Math.max(1f, (float) file.getLong(HEADER - 8) / Math.max(1, passages()));
  }

  int section(int passage) {
    return within(file.getInt(layout.passagesAt() + 12 * passage), layout.sections());
  }

  int textWords(int passage) {
    return file.getInt(layout.passagesAt() + 12 * passage + 8) >>> 8;
  }

  int titleWords(int passage) {
    return file.get(layout.passagesAt() + 12 * passage + 11) & 0xFF;
  }

  int fileOf(int section) {
    return within(file.getInt(layout.sectionsAt() + 12 * section), layout.files());
  }

  Passage passage(int passage) {
    int section = section(passage);
    int at = layout.sectionsAt() + 12 * section;
    return new Passage(
        string(file.getInt(at + 4)),
        string(file.getInt(HEADER + 4 * fileOf(section))),
        string(file.getInt(at + 8)),
        text(passage));
  }

  String text(int passage) {
    int at = layout.passagesAt() + 12 * passage + 4;
    int from = within(file.getInt(at), layout.texts() + 1);
    int to = within(file.getInt(at + 12), layout.texts() + 1);
    if (to < from) {
      throw new DamagedIndex("a text ends before it begins");
    }
    return new String(texts.read(from, to - from), StandardCharsets.UTF_8);
  }

  List<List<String>> synonyms() {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < layout.synonyms(); i++) {
      lines.add(List.of(string(file.getInt(layout.synonymsAt() + 4 * i)).split("\t")));
    }
    return lines;
  }

  /// Where the term stands, or null when no passage has it.
  Postings postings(String term) {
    byte[] wanted = term.getBytes(StandardCharsets.UTF_8);
    int low = 0;
    int high = layout.terms() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, wanted);
      if (order == 0) {
        int at = within(file.getInt(layout.termsAt() + 8 * middle + 4), layout.postings());
        return new Postings(file, layout.postingsAt() + at, layout.passages());
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  private int compare(int term, byte[] wanted) {
    int at = layout.termsAt() + 8 * term;
    int from = within(file.getInt(at), layout.termBytes() + 1);
    int length = within(file.getInt(at + 8), layout.termBytes() + 1) - from;
    int both = Math.min(length, wanted.length);
    for (int i = 0; i < both; i++) {
      int order = (file.get(layout.termBytesAt() + from + i) & 0xFF) - (wanted[i] & 0xFF);
      if (order != 0) {
        return order;
      }
    }
    return length - wanted.length;
  }

  /// The terms of the texts that mean nearly what the word means, the nearest first.
  List<String> near(String word) {
    byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
    int low = 0;
    int high = layout.nears() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Numbers in = new Numbers(file, nearAt(middle));
      byte[] key = bytes(in);
      int order = Arrays.compareUnsigned(key, wanted);
      if (order == 0) {
        return terms(in);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return List.of();
  }

  private int nearAt(int near) {
    int offset = within(file.getInt(layout.nearsAt() + 4 * near), layout.nearBytes());
    return layout.nearBytesAt() + offset;
  }

  private List<String> terms(Numbers in) {
    List<String> terms = new ArrayList<>();
    for (int left = within(in.next(), MOST_NEAR + 1); left > 0; left--) {
      int at = layout.termsAt() + 8 * within(in.next(), layout.terms());
      int from = within(file.getInt(at), layout.termBytes() + 1);
      int to = within(file.getInt(at + 8), layout.termBytes() + 1);
      terms.add(utf8(layout.termBytesAt() + from, to - from));
    }
    return terms;
  }

  private String string(int offset) {
    byte[] text = bytes(new Numbers(file, layout.stringsAt() + within(offset, layout.strings())));
    return new String(text, StandardCharsets.UTF_8);
  }

  /// A length and as many bytes.
  private byte[] bytes(Numbers in) {
    int length = in.next();
    byte[] bytes = bytes(in.at(), length);
    in.skip(length);
    return bytes;
  }

  private String utf8(int at, int length) {
    return new String(bytes(at, length), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int at, int length) {
    if (length < 0 || length > file.limit() - at) {
      throw new DamagedIndex("a text reaches over the end");
    }
    byte[] bytes = new byte[length];
    file.get(at, bytes);
    return bytes;
  }

  private static int within(int value, int end) {
    if (value < 0 || value >= end) {
      throw new DamagedIndex("a reference leads outside");
    }
    return value;
  }
}
