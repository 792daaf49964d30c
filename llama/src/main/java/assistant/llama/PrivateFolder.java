package assistant.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// A folder below the temporary one into which only this user can write: native code that runs must
/// not come from where others could have put it.
record PrivateFolder(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  static PrivateFolder open() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path shared = temporary.resolve("llm-assistant-" + System.getProperty("user.name"));
      if (create(shared) || own(shared)) {
        return new PrivateFolder(shared);
      }
      return new PrivateFolder(Files.createTempDirectory(temporary, "llm-assistant-"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write to " + temporary + ": set -Djava.io.tmpdir to a folder that can be written",
          e);
    }
  }

  private static boolean create(Path folder) throws IOException {
    FileAttribute<?>[] attributes =
        posix(folder)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(folder, attributes);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /// That a folder found there is this user's alone; on Windows the temporary folder is anyway.
  private static boolean own(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return !posix(folder)
        || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)
            && Files.isWritable(folder)
            && Files.getOwner(folder).equals(probeOwner(folder));
  }

  /// The user that this process creates files as.
  private static Object probeOwner(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "probe", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// The resource as a file here: the one that stands if its bytes are the same, else written and
  /// moved into place at once, so that of two processes neither sees half a file.
  Path extract(String resource) {
    Path file = path.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = PrivateFolder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the program");
      }
      byte[] bytes = in.readAllBytes();
      if (!holds(file, bytes)) {
        Path part = Files.createTempFile(path, "part", "");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!holds(file, bytes)) {
          throw new IllegalStateException(file + " was written and reads back differently");
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
