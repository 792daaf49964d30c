package assistant.library;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// By which a folder's files are told to be unchanged: their names, sizes and times, and the
/// program that read them.
record Marks(Path root, Map<String, Path> files) {
  String text() throws IOException {
    StringBuilder marks = new StringBuilder(root.toRealPath().toString());
    marks.append('\n').append(program()).append('\n');
    for (Map.Entry<String, Path> file : files.entrySet()) {
      mark(marks, file.getKey(), file.getValue());
    }
    mark(marks, Folder.SYNONYMS, root.resolve(Folder.SYNONYMS));
    return marks.toString();
  }

  private static void mark(StringBuilder marks, String name, Path file) throws IOException {
    if (Files.exists(file)) {
      marks.append(name).append('\t').append(Files.size(file)).append('\t');
      marks.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
    }
  }

  private static String program() throws IOException {
    CRC32 crc = new CRC32();
    for (Class<?> part : List.of(Main.class, assistant.function.retrieval.IndexWriter.class)) {
      try {
        Path place = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(place)) {
          crc.update(Files.readAllBytes(place));
        }
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
    return Long.toHexString(crc.getValue());
  }
}
