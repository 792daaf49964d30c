package assistant.function.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small shop's documents, as an index for tests.
public final class Shop {
  private Shop() {}

  public static Path index(Path folder, String... more) throws IOException {
    IndexWriter writer = new IndexWriter();
    IndexTest.SHOP.subList(0, 3).forEach(passage -> writer.add(passage, Language.ENGLISH));
    for (String text : more) {
      writer.add(new Passage("More", "more.md", "", text), Language.ENGLISH);
    }
    return Files.write(folder.resolve("shop.index"), writer.bytes());
  }
}
