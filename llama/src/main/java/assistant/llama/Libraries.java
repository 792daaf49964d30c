package assistant.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder with llama.cpp's libraries: the one that the owner names, else `native` beside this
/// program, where the build and the image lay it.
record Libraries(Path folder) {
  static Libraries of(Optional<Path> named) {
    Path folder = named.orElseGet(Libraries::besideThisProgram);
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "llama.cpp's libraries are not in %s: build with `make`, which needs npm, or name their folder in LLAMA_LIBRARIES"
              .formatted(folder));
    }
    return new Libraries(folder.toAbsolutePath());
  }

  private static Path besideThisProgram() {
    try {
      return Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("native");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The library of this name, whose file name may go on with a version and a system's ending.
  Path library(String name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(lib)?" + name + "\\..*"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(name + " is missing from " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
