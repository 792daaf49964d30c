package assistant.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory that this process may come to use, in bytes: all that the machine or its container
/// has, and what of it is free.
record Machine(long total, long free) {
  private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");

  /// Where it cannot be seen, as on macOS, it counts as enough.
  static final Machine UNKNOWN = new Machine(Long.MAX_VALUE, Long.MAX_VALUE);

  static Machine here() {
    return seen(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
  }

  static Machine seen(Path memory, Path group) {
    Machine machine = new Machine(line(memory, "MemTotal"), line(memory, "MemAvailable"));
    long limit = number(group.resolve("memory.max")).orElse(Long.MAX_VALUE);
    long used = number(group.resolve("memory.current")).orElse(0L) - cached(group);
    return limit == Long.MAX_VALUE
        ? machine
        : new Machine(
            Math.min(machine.total, limit), Math.min(machine.free, Math.max(0, limit - used)));
  }

  private static long line(Path file, String name) {
    return lines(file).stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(matcher -> matcher.group(1).equals(name))
        .map(matcher -> Long.parseLong(matcher.group(2)) << 10)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /// What a group's files take in memory can be had back at any time.
  private static long cached(Path group) {
    return lines(group.resolve("memory.stat")).stream()
        .filter(line -> line.startsWith("inactive_file "))
        .map(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElse(0L);
  }

  private static Optional<Long> number(Path file) {
    return lines(file).stream()
        .filter(line -> line.matches("\\d{1,18}"))
        .findFirst()
        .map(Long::parseLong);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
