package assistant.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
  @TempDir private Path folder;

  private String jar(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void whatSha256sumSays() throws IOException {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Jars.hash(jar("a.jar", "ab") + File.pathSeparator + jar("b.jar", "c")));
  }

  @Test
  void aChangedJarHasAnotherHashAndAMovedOneHasNot() throws IOException {
    String hash = Jars.hash(jar("a.jar", "one"));
    assertEquals(hash, Jars.hash(jar("moved.jar", "one")));
    assertNotEquals(hash, Jars.hash(jar("a.jar", "two")));
  }

  @Test
  void aMissingJarIsAnError() {
    assertThrows(IOException.class, () -> Jars.hash(folder.resolve("none.jar").toString()));
  }
}
