package assistant.image;

import java.nio.file.Path;

/// This JVM's own tools.
final class Java {
  private Java() {}

  static String home(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }
}
