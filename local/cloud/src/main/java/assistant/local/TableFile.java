package assistant.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Where the owner's commands find the table of this run: a file that its user alone can read,
/// there as long as the run.
final class TableFile {
  private TableFile() {}

  static void write(Path file, URI url, String access, Map<String, String> table)
      throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("url", url.toString());
    json.put("access", access);
    json.put("table", table.get("GUARD_TABLE"));
    json.put("endpoint", table.get("AWS_ENDPOINT_URL_DYNAMODB"));
    json.put("region", table.get("AWS_REGION"));
    json.put("accessKeyId", table.get("AWS_ACCESS_KEY_ID"));
    json.put("secretAccessKey", table.get("AWS_SECRET_ACCESS_KEY"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = unread(file.resolveSibling(file.getFileName() + ".new"));
    Files.writeString(fresh, json.toString());
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    file.toFile().deleteOnExit();
  }

  private static Path unread(Path file) throws IOException {
    Files.deleteIfExists(file);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : Files.createFile(file);
  }
}
