package assistant.function.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexTest {
  static final List<Passage> SHOP =
      List.of(
          new Passage(
              "Shop › Returns", "shop.md", "returns", "Goods may be returned within 30 days."),
          new Passage("Shop › Returns", "shop.md", "returns", "Send the parcel to the warehouse."),
          new Passage("Shop › Delivery", "shop.md", "delivery", "A parcel takes three days."),
          new Passage(
              "Jobs",
              "jobs/all.md",
              "",
              "We look for people who like parcels and children's books."));

  @Test
  void readsWhatWasWritten() {
    Index index = Index.of(shop());

    assertEquals(
        SHOP, List.of(index.passage(0), index.passage(1), index.passage(2), index.passage(3)));
    assertEquals(List.of(2, 3, 4), List.of(index.files(), index.sections(), index.passages()));
    assertEquals(List.of(Language.ENGLISH), index.languages());
    assertEquals(List.of(List.of("70", "parcel", "package")), index.synonyms());
    assertEquals(3, index.postings("parcel").count());
    assertEquals(null, index.postings("nothing"));
  }

  @Test
  void samePassagesGiveTheSameBytes() {
    assertArrayEquals(shop(), shop());
  }

  @Test
  void fileReadsLikeItsBytes(@TempDir Path folder) throws Exception {
    IndexWriter writer = new IndexWriter();
    String filler = "x".repeat(1 << 16);
    for (int i = 0; i < 520; i++) {
      writer.add(new Passage("T" + i, "f.txt", "", filler), Language.OTHER);
    }
    writer.add(SHOP.getFirst(), Language.ENGLISH);
    Path file = Files.write(folder.resolve("large"), writer.bytes());

    assertEquals(SHOP.getFirst(), Index.of(file).passage(520));
    assertEquals(filler, Index.of(file).passage(300).text());

    byte[] changed = writer.bytes();
    changed[changed.length - 1] ^= 1;
    Files.write(file, changed);
    assertThrows(DamagedIndex.class, () -> Index.of(file));
    Files.write(file, new byte[20]);
    assertThrows(DamagedIndex.class, () -> Index.of(file));
  }

  @Test
  void anyChangedByteIsRefused() {
    byte[] bytes = shop();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << at % 8);
      assertThrows(DamagedIndex.class, () -> Index.of(changed));
    }
  }

  @Test
  void anyCutIsRefused() {
    byte[] bytes = shop();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThrows(DamagedIndex.class, () -> Index.of(cut));
    }
  }

  /// A checksum that fits does not make a file sound: it is refused, or searched without harm.
  @Test
  void changedFileWithAFittingChecksumIsRefusedOrSearched() {
    assertEquals(2_000, mutated(2_000, new Random(19)));
  }

  /// `IndexTest TIMES [SEED]`: outside the tests, more of them.
  public static void main(String[] args) {
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    System.out.printf(
        "%,d changed indexes were refused or searched%n",
        mutated(Integer.parseInt(args[0]), new Random(seed)));
  }

  static int mutated(int times, Random random) {
    byte[] bytes = shop();
    int survived = 0;
    for (int i = 0; i < times; i++) {
      byte[] changed = bytes.clone();
      for (int n = random.nextInt(1, 9); n > 0; n--) {
        changed[random.nextInt(16, changed.length)] = (byte) random.nextInt();
      }
      CRC32 crc = new CRC32();
      crc.update(changed, Index.CHECKED_FROM, changed.length - Index.CHECKED_FROM);
      ByteBuffer.wrap(changed).putInt(8, (int) crc.getValue());
      try {
        SearchTest.found(
            Index.of(changed), "How long do consignments take to return goods?", 1_000);
        survived++;
      } catch (DamagedIndex | IndexOutOfBoundsException e) {
        survived++;
      }
    }
    return survived;
  }

  static byte[] shop() {
    IndexWriter writer = new IndexWriter();
    SHOP.forEach(passage -> writer.add(passage, Language.ENGLISH));
    return writer
        .synonyms(List.of("parcel", "package"), 70)
        .near("consignment", List.of("parcel", "nowher"))
        .near("giveback", List.of("good"))
        .bytes();
  }
}
