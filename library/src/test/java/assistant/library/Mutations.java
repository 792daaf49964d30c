package assistant.library;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// `Mutations TIMES SEED`: real documents of each kind, each so many times with some bytes changed,
/// are read or refused, whatever was changed.
final class Mutations {
  private static final String[] FILES = {
    "mammoth/README.md",
    "mammoth/LICENSE",
    "mammoth/test/test-data/footnotes.docx",
    "mammoth/test/test-data/tables.docx",
    "pdf-parse/test/data/05-versions-space.pdf",
  };

  private Mutations() {}

  public static void main(String[] args) throws Exception {
    // PDFBox tells of each fault that it mends.
    java.util.logging.LogManager.getLogManager().reset();
    int times = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    Map<String, byte[]> sound = new LinkedHashMap<>();
    for (String file : FILES) {
      byte[] bytes = Files.readAllBytes(Path.of("library", "samples", "node_modules", file));
      sound.put(file.endsWith("LICENSE") ? file + ".txt" : file, bytes);
    }
    String html = "org/jspecify/annotations/NullMarked.html";
    try (InputStream in = Mutations.class.getClassLoader().getResourceAsStream(html)) {
      sound.put(html, in.readAllBytes());
    }
    for (var document : sound.entrySet()) {
      long began = System.nanoTime();
      int read = 0;
      for (int i = 0; i < times; i++) {
        byte[] changed = Mutation.of(document.getValue(), new Random(seed * 1_000_000 + i));
        Document made =
            Reading.read(Formats.of(document.getKey()).orElseThrow(), document.getKey(), changed);
        if (made.sections().isEmpty() == made.skipped().isEmpty()) {
          throw new IllegalStateException(document.getKey() + ", " + i + ": neither nor, or both");
        }
        read += made.sections().isEmpty() ? 0 : 1;
      }
      System.out.printf(
          "%s: of %,d changed, %,d were read and %,d refused, in %d s%n",
          document.getKey(),
          times,
          read,
          times - read,
          (System.nanoTime() - began) / 1_000_000_000);
    }
  }
}
