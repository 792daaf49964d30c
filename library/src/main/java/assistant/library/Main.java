package assistant.library;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `Main FOLDER OUT`: reads the documents in a folder and writes their index as
/// `OUT/documents.index`; what it needs to be quick the next time lies beside it.
public final class Main {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    System.setProperty("java.awt.headless", "true");
    try {
      Path root = Path.of(args[0]);
      if (!new Run(root, Path.of(args[1]), System.out).index()) {
        fail("Nothing in " + root + " can be searched, so there is no index.");
      }
    } catch (Unreadable e) {
      fail(Folder.SYNONYMS + " " + e.getMessage() + ".");
    } catch (NoSuchFileException e) {
      fail(
          "There is no folder "
              + e.getFile()
              + ". Put your documents into it, or name another: make documents FROM=docs");
    } catch (IOException e) {
      fail("The documents cannot be read: " + e.getMessage());
    }
    // A parser that was given up may still run.
    System.exit(0);
  }

  private static void fail(String why) {
    System.err.println(why);
    System.exit(1);
  }

  /// One indexing of a folder; `out` is where the index goes.
  record Run(Path root, Path out, PrintStream say) {
    /// Whether there is anything to search now.
    boolean index() throws IOException, InterruptedException, Unreadable {
      Folder folder = new Folder(root);
      Map<String, Path> files = folder.files();
      Files.createDirectories(out);
      Path index = out.resolve("documents.index");
      Path marks = out.resolve("documents.marks");
      String now = new Marks(root, files).text();
      if (Files.exists(index) && Files.exists(marks) && Files.readString(marks).equals(now)) {
        say.println("The documents in " + root + " have not changed since they were indexed.");
        return true;
      }
      List<Document> documents;
      try (Reading reading = new Reading(out.resolve("read"), PATIENCE)) {
        documents = reading.read(files, new Progress(System.err));
      }
      Library.Made made = Library.index(documents, folder.synonyms());
      new Report(say).print(documents, made);
      Files.deleteIfExists(marks);
      if (made.passages() == 0) {
        Files.deleteIfExists(index);
        return false;
      }
      Path part = out.resolve("documents.part");
      Files.write(part, made.index());
      Files.move(part, index, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(marks, now);
      return true;
    }
  }
}
