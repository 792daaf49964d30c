package assistant.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;

/// The owner's documents as they lie in their folder, in the order of their names. Hidden files are
/// no documents, and links are not followed: a document is what lies in the folder itself.
record Folder(Path root) {
  static final String SYNONYMS = "synonyms.txt";

  /// Every file by its name: the path from the folder, with slashes.
  TreeMap<String, Path> files() throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    Path real = root.toRealPath();
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(real) && leftOut(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!leftOut(file) && !file.equals(real.resolve(SYNONYMS))) {
              files.put(name(real, file), file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            files.put(name(real, file), file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean leftOut(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("node_modules");
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /// Lines of words that mean the same here, with commas between them.
  List<List<String>> synonyms() throws IOException, Unreadable {
    Path file = root.resolve(SYNONYMS);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return Synonyms.lines(Utf8.text(Files.readAllBytes(file)));
  }
}
