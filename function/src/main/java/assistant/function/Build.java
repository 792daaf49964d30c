package assistant.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which build this is, as Maven wrote it down.
record Build(String version, String commit) {
  static Build read() {
    try (InputStream in = Build.class.getResourceAsStream("/assistant/build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new Build(properties.getProperty("version"), properties.getProperty("commit"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
