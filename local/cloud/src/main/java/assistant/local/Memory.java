package assistant.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many function processes the memory of a container holds.
final class Memory {
  private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");

  /// The local cloud's own share, and a process's; measured under load, see the decisions.
  private static final long OWN = 192L << 20;

  private static final long PROCESS = 80L << 20;

  private Memory() {}

  /// At least two, so that one can be stopped by the other.
  static int processes(int most) {
    try {
      return processes(most, Files.readString(LIMIT).strip());
    } catch (IOException e) {
      return most;
    }
  }

  static int processes(int most, String limit) {
    if (!limit.matches("\\d{1,18}")) {
      return most;
    }
    return Math.clamp((Long.parseLong(limit) - OWN) / PROCESS, 2, most);
  }
}
