package assistant.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How many function processes the memory of a container holds.
final class Memory {
  /// Of control groups of the second kind, and of the first.
  private static final List<Path> LIMITS =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  /// The local cloud's own share, and a process's; measured under load, see the decisions.
  private static final long OWN = 192L << 20;

  private static final long PROCESS = 80L << 20;

  private Memory() {}

  /// At least two, so that one can be stopped by the other.
  static int processes(int most) {
    for (Path limit : LIMITS) {
      try {
        return processes(most, Files.readString(limit).strip());
      } catch (IOException e) {
        // The other kind, or none.
      }
    }
    return most;
  }

  static int processes(int most, String limit) {
    if (!limit.matches("\\d{1,18}")) {
      return most;
    }
    return Math.clamp((Long.parseLong(limit) - OWN) / PROCESS, 2, most);
  }
}
