package assistant.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What an AOT cache is made for: a class path's jars, by their content and order. The JVM refuses
/// no cache whose jar has changed since, but runs the class that the cache holds (the JDK's bug
/// 8377932), so whoever keeps a cache keeps this beside it.
public final class Jars {
  private Jars() {}

  /// The SHA-256 of all jars one after the other, as `cat … | sha256sum` gives it.
  public static String hash(String classPath) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (String jar : classPath.split(java.io.File.pathSeparator)) {
      try (var in = new DigestInputStream(Files.newInputStream(Path.of(jar)), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
