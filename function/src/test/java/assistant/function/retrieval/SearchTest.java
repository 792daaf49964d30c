package assistant.function.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SearchTest {
  private final Index shop = Index.of(IndexTest.shop());

  @Test
  void findsThePassageThatSaysIt() {
    assertEquals(
        "delivery", found(shop, "How many days does a parcel take?", 12_000).getFirst().anchor());
  }

  @Test
  void headingAloneIsEnough() {
    assertEquals("jobs/all.md", found(shop, "jobs", 12_000).getFirst().file());
  }

  @Test
  void sectionIsGivenOnceAndWithItsNeighbours() {
    assertEquals(
        List.of(
            new Passage(
                "Shop › Returns",
                "shop.md",
                "returns",
                "Goods may be returned within 30 days.\nSend the parcel to the warehouse.")),
        found(shop, "returned goods warehouse", 12_000));
  }

  @Test
  void synonymIsSearchedAsWell() {
    assertEquals(3, found(shop, "package", 12_000).size());
  }

  @Test
  void nearWordIsSearchedAsWell() {
    assertEquals(
        found(shop, "parcel", 12_000).stream().map(Passage::anchor).toList(),
        found(shop, "Consignments?", 12_000).stream().map(Passage::anchor).toList());
  }

  @Test
  void nearWordCountsLessThanTheWordItself() {
    IndexWriter writer = new IndexWriter().near("holiday", List.of("vacat", "nowher"));
    writer.add(new Passage("A", "a.md", "", "A vacation takes two weeks."), Language.ENGLISH);
    writer.add(new Passage("B", "b.md", "", "A holiday takes two weeks."), Language.ENGLISH);
    Index index = Index.of(writer.bytes());

    assertEquals(List.of("vacat"), index.near(Language.uninflected("holiday")));
    assertEquals(
        List.of("b.md", "a.md"),
        found(index, "holidays", 12_000).stream().map(Passage::file).toList());
  }

  @Test
  void nothingIsFoundForWordsThatAreNotThere() {
    assertEquals(List.of(), found(shop, "the of and quantum", 12_000));
    assertEquals(List.of(), found(shop, "", 12_000));
    assertEquals(List.of(), found(Index.of(new IndexWriter().bytes()), "parcel", 12_000));
  }

  @Test
  void charactersAreNotExceeded() {
    IndexWriter writer = new IndexWriter();
    IntStream.range(0, 50)
        .forEach(i ->
            writer.add(
                new Passage("S" + i, "f.md", "s" + i, "parcel ".repeat(40)), Language.ENGLISH));
    List<Passage> found = found(Index.of(writer.bytes()), "parcel", 3_000);

    assertEquals(10, found.size());
  }

  @Test
  void questionBeforeCountsHalf() {
    List<Query.Term> terms =
        new Query(shop.languages())
            .add("And by post?", 1)
            .add("How do I return goods?", 0.5f)
            .terms();

    assertEquals(
        List.of(
            new Query.Term("post", 1),
            new Query.Term("return", 0.5f),
            new Query.Term("good", 0.5f)),
        terms);
  }

  static List<Passage> found(Index index, String question, int chars) {
    Query query =
        new Query(index.languages()).add(question, 1).near(index).synonyms(index.synonyms());
    return new Search(index).best(query.terms(), chars);
  }
}
