package assistant.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// Reads files side by side, each once: what a file of the same bytes gave before is kept in a
/// folder. Whatever is wrong with a file, the others are read.
final class Reading implements AutoCloseable {
  private static final int MOST_BYTES = 10 << 20;
  private static final long STACK = 64 << 20;

  /// Changed with every change of what a file gives.
  private static final String VERSION = "3";

  private final Path kept;
  private final Duration patience;
  private final ExecutorService workers;

  Reading(Path kept, Duration patience) throws IOException {
    this.kept = Files.createDirectories(kept);
    this.patience = patience;
    this.workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Reading::worker);
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(null, work, "reading", STACK);
    thread.setDaemon(true);
    return thread;
  }

  /// In the order of the files; `progress` is told how many of how many are done.
  List<Document> read(Map<String, Path> files, BiConsumer<Integer, Integer> progress)
      throws InterruptedException {
    Map<String, Future<Document>> begun = new java.util.LinkedHashMap<>();
    files.forEach((name, path) -> begun.put(name, workers.submit(() -> document(name, path))));
    List<Document> documents = new ArrayList<>();
    for (Map.Entry<String, Future<Document>> each : begun.entrySet()) {
      documents.add(finished(each.getKey(), each.getValue()));
      progress.accept(documents.size(), files.size());
    }
    return documents;
  }

  private Document finished(String name, Future<Document> document) throws InterruptedException {
    try {
      return document.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      document.cancel(true);
      return Document.skipped(name, "took longer than " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Document.skipped(name, "is damaged");
    }
  }

  private Document document(String name, Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Document.skipped(name, "is a link or no file");
    }
    Format format = Formats.of(name).orElse(null);
    if (format == null) {
      return Document.skipped(name, "");
    }
    if (Files.size(path) > MOST_BYTES) {
      return Document.skipped(name, "is larger than 10 MB");
    }
    if (!Files.isReadable(path)) {
      return Document.skipped(name, "may not be read");
    }
    byte[] bytes = Files.readAllBytes(path);
    Path before = kept.resolve(key(name, bytes));
    try {
      return Document.restored(name, Files.readAllBytes(before));
    } catch (IOException | RuntimeException e) {
      // Not read before, or what was kept is damaged.
    }
    Document document = read(format, name, bytes);
    if (document.skipped().isEmpty()) {
      Path part = Files.createTempFile(kept, "", ".part");
      Files.write(part, document.bytes());
      Files.move(part, before, StandardCopyOption.REPLACE_EXISTING);
    }
    return document;
  }

  static Document read(Format format, String name, byte[] bytes) {
    try {
      return bytes.length == 0
          ? Document.skipped(name, "is empty")
          : Document.of(name, format.read(name, bytes));
    } catch (Unreadable e) {
      return Document.skipped(name, e.getMessage());
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Document.skipped(name, "is damaged");
    }
  }

  private static String key(String name, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((VERSION + name + '\0').getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
